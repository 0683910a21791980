package io.selvage.fabric.cluster;

import java.util.concurrent.TimeUnit;

import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.naming.HttpNamingClient;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.resolution.CacheStatistics;
import io.selvage.fabric.resolution.CachingPartitionResolver;
import io.selvage.fabric.resolution.ResolutionObserver;
import io.selvage.fabric.resolution.ResolverTime;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A cluster reached over HTTP: the naming client, the resolver on top of it, and the
 * timer thread they share.
 */
final class HttpFabricCluster implements FabricCluster {

	private static final long CERTIFICATE_CHECK_SECONDS = 15;

	private final FabricClusterSettings settings;

	private final Scheduler timer;

	private final HttpNamingClient naming;

	private final CachingPartitionResolver resolver;

	private final ReachabilityLog log;

	private final Disposable certificateCheck;

	private final Runnable onClose;

	HttpFabricCluster(FabricClusterSettings settings, ResolutionObserver observer, Runnable onClose) {
		this.settings = settings;
		this.onClose = onClose;
		this.naming = new HttpNamingClient(settings.name(), settings.managementEndpoints(), settings.security(),
				settings.naming(), System::nanoTime);
		this.timer = Schedulers.newSingle("fabric-" + settings.name(), true);
		this.log = new ReachabilityLog(settings.name(), observer, System::nanoTime);
		this.resolver = new CachingPartitionResolver(this.naming, settings.cache(), settings.refresh(),
				new ResolverTime(this.timer, System::nanoTime), this.log);
		this.certificateCheck = Schedulers.boundedElastic()
			.schedulePeriodically(this.naming::reloadCertificates, CERTIFICATE_CHECK_SECONDS, CERTIFICATE_CHECK_SECONDS,
					TimeUnit.SECONDS);
	}

	@Override
	public FabricClusterSettings settings() {
		return this.settings;
	}

	@Override
	public PartitionResolver resolver() {
		return this.resolver;
	}

	@Override
	public NamingClient naming() {
		return this.naming;
	}

	CachingPartitionResolver cache() {
		return this.resolver;
	}

	@Override
	public CacheStatistics statistics() {
		return this.resolver.statistics();
	}

	@Override
	public Reachability reachability() {
		return this.log.reachability();
	}

	@Override
	public void close() {
		this.certificateCheck.dispose();
		this.resolver.close();
		this.timer.dispose();
		this.naming.close();
		this.onClose.run();
	}

}
