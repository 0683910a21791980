package io.selvage.fabric.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.resolution.ResolutionObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a cluster can no longer be asked and when it can again: one line each, a
 * reminder every minute in between, however many partitions are affected.
 */
final class ReachabilityLog implements ResolutionObserver {

	private static final Logger logger = LoggerFactory.getLogger(FabricCluster.class);

	private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final String cluster;

	private final ResolutionObserver next;

	private final LongSupplier nanoClock;

	private volatile Reachability state = new Reachability(false, null);

	private volatile long loggedNanos;

	ReachabilityLog(String cluster, ResolutionObserver next, LongSupplier nanoClock) {
		this.cluster = cluster;
		this.next = next;
		this.nanoClock = nanoClock;
	}

	Reachability reachability() {
		return this.state;
	}

	@Override
	public void answered(String outcome, long nanos) {
		reached();
		this.next.answered(outcome, nanos);
	}

	@Override
	public void failed(FabricException failure, long nanos) {
		if (saysThatClusterIsThere(failure)) {
			reached();
		}
		else {
			lost(failure);
		}
		this.next.failed(failure, nanos);
	}

	@Override
	public void endpoints(FabricServiceName service, @Nullable Integer endpoints) {
		this.next.endpoints(service, endpoints);
	}

	private static boolean saysThatClusterIsThere(FabricException failure) {
		return failure.definitive() || failure instanceof FabricException.ServiceOffline
				|| failure instanceof FabricException.InvalidRequest
				|| failure instanceof FabricException.MetadataMismatch;
	}

	private void reached() {
		Reachability before = this.state;
		if (!before.reachable()) {
			this.state = new Reachability(true, null);
			if (before.failure() != null) {
				logger.info("Cluster '{}' can be asked again", this.cluster);
			}
		}
	}

	private void lost(FabricException failure) {
		long now = this.nanoClock.getAsLong();
		boolean first = this.state.failure() == null;
		this.state = new Reachability(true, failure);
		if (first || now - this.loggedNanos > REMINDER_NANOS) {
			this.loggedNanos = now;
			logger.warn("Cluster '{}' can't be asked, known answers stay in use: {}", this.cluster,
					failure.getMessage());
		}
	}

}
