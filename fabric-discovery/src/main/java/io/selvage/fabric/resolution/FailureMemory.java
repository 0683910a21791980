package io.selvage.fabric.resolution;

import io.selvage.fabric.FabricException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that the cluster could not answer, and until when it is left alone.
 */
final class FailureMemory {

	private volatile State state = new State(0, null, 0);

	void succeeded() {
		if (this.state.count != 0) {
			this.state = new State(0, null, 0);
		}
	}

	void failed(FabricException reason, long nowNanos) {
		Backoff backoff = (reason instanceof FabricException.ServiceOffline) ? Backoff.OFFLINE : Backoff.FAILURE;
		int count = this.state.count + 1;
		this.state = new State(count, reason, nowNanos + backoff.nanos(count));
	}

	/** Why the cluster is not to be asked now, or {@code null} if it may be. */
	@Nullable FabricException restraint(long nowNanos) {
		State current = this.state;
		return (current.retryNanos - nowNanos > 0) ? current.reason : null;
	}

	/** How long until the cluster may be asked again. */
	long restraintNanos(long nowNanos) {
		State current = this.state;
		return (current.reason != null) ? Math.max(0, current.retryNanos - nowNanos) : 0;
	}

	boolean failing() {
		return this.state.count != 0;
	}

	private record State(int count, @Nullable FabricException reason, long retryNanos) {
	}

}
