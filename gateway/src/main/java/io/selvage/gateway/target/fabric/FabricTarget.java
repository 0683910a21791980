package io.selvage.gateway.target.fabric;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.retry.RetrySection;
import io.selvage.gateway.retry.RetryWaits;
import io.selvage.gateway.target.Attempts;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A Service Fabric backend: a service is resolved to the instances of a partition, and a
 * request goes to one of them after the other as long as the resolve condition holds, in
 * two nested retry sections. The outer one goes round again with a newly resolved
 * partition, up to {@code maxPartitionResolutionRetries} times; the inner one tries the
 * instances of a round. What a single request does is in {@link FabricCall}.
 */
public final class FabricTarget implements Target {

	/** As long as the resolver keeps a partition nobody asks for. */
	private static final Duration ROTATION_EXPIRY = Duration.ofMinutes(10);

	private static final int MAX_ROTATIONS = 100_000;

	private final FabricBackend backend;

	private final PartitionResolver resolver;

	private final BackendBreaker breaker;

	private final Ejections ejections;

	private final FabricTargetSettings settings;

	private final RetrySection rounds;

	private final ConcurrentMap<Integer, RetrySection> tries = new ConcurrentHashMap<>();

	private final Cache<String, PartitionRotation> rotations = Caffeine.newBuilder()
		.expireAfterAccess(ROTATION_EXPIRY)
		.maximumSize(MAX_ROTATIONS)
		.executor(Runnable::run)
		.build();

	/**
	 * Creates the target.
	 * @param backend what the entity says
	 * @param resolver finds partitions of the backend's cluster
	 * @param breaker the circuit breaker
	 * @param ejections the instances that could not be reached lately
	 * @param settings what goes beyond API Management
	 */
	public FabricTarget(FabricBackend backend, PartitionResolver resolver, BackendBreaker breaker, Ejections ejections,
			FabricTargetSettings settings) {
		this.backend = backend;
		this.resolver = resolver;
		this.breaker = breaker;
		this.ejections = ejections;
		this.settings = settings;
		this.rounds = new RetrySection(backend.backendId() + " partition resolutions", backend.maxResolutionRetries(),
				RetryWaits.NONE);
	}

	@Override
	public String backendId() {
		return this.backend.backendId();
	}

	@Override
	public Mono<Void> call(Attempts attempts) {
		FabricOptions options = attempts.fabricOptions();
		FabricServiceName service = this.backend.service();
		String named = options.serviceInstanceName();
		if (named != null && !named.isEmpty()) {
			try {
				service = FabricServiceName.of(named);
			}
			catch (IllegalArgumentException malformed) {
				return Mono.error(ResolutionFailure.badName(named, malformed));
			}
		}
		if (service == null) {
			return Mono.error(ResolutionFailure.noService(backendId()));
		}
		Resolution known = this.resolver.cached(service, options.partitionKey());
		return (known != null) ? new FabricCall(this, attempts, known).run()
				: resolveAndCall(service, options.partitionKey(), attempts);
	}

	private Mono<Void> resolveAndCall(FabricServiceName service, @Nullable String partitionKey, Attempts attempts) {
		FabricTrace trace = trace(attempts);
		trace.resolving(service, partitionKey);
		return this.resolver.resolve(service, partitionKey)
			.doOnError((failure) -> trace.unresolved(service, failure))
			.onErrorMap((failure) -> ResolutionFailure.of(service, failure))
			.flatMap((resolution) -> {
				trace.resolved(resolution);
				return new FabricCall(this, attempts, resolution).run();
			});
	}

	@Override
	public boolean available() {
		return this.breaker.available();
	}

	@Override
	public boolean resends() {
		return true;
	}

	@Override
	public BackendBreaker breaker() {
		return this.breaker;
	}

	@Override
	public List<Endpoint> endpoints() {
		Map<String, Endpoint> known = new LinkedHashMap<>();
		this.rotations.asMap()
			.values()
			.forEach((rotation) -> rotation.endpoints().forEach((endpoint) -> known.put(endpoint.id(), endpoint)));
		return List.copyOf(known.values());
	}

	/**
	 * Returns the partitions requests of late went to.
	 * @return by partition id: the ids of endpoints by the address their instance
	 * registered
	 */
	public Map<String, Map<String, Set<String>>> partitions() {
		Map<String, Map<String, Set<String>>> partitions = new LinkedHashMap<>();
		this.rotations.asMap().forEach((id, rotation) -> partitions.put(id, rotation.addresses()));
		return partitions;
	}

	@Override
	public Ejections ejections() {
		return this.ejections;
	}

	/**
	 * Returns the service that is called if a policy names none.
	 * @return null if the backend's URL names none
	 */
	public @Nullable FabricServiceName service() {
		return this.backend.service();
	}

	FabricBackend backend() {
		return this.backend;
	}

	PartitionResolver resolver() {
		return this.resolver;
	}

	FabricTargetSettings settings() {
		return this.settings;
	}

	FabricTrace trace(Attempts attempts) {
		return new FabricTrace(attempts.context().trace(), this.backend);
	}

	/**
	 * Returns the outer section.
	 * @return the section of rounds
	 */
	RetrySection rounds() {
		return this.rounds;
	}

	/**
	 * Returns the inner section: every instance of a round once.
	 * @param instances how many instances there are, at least 1
	 * @return the section of tries
	 */
	RetrySection tries(int instances) {
		RetrySection section = this.tries.get(instances);
		return (section != null) ? section : this.tries.computeIfAbsent(instances,
				(count) -> new RetrySection(backendId() + " instances", count - 1, RetryWaits.NONE));
	}

	PartitionRotation rotation(Resolution resolution) {
		String partitionId = resolution.partition().id();
		PartitionRotation known = this.rotations.getIfPresent(partitionId);
		return (known != null) ? known : this.rotations.get(partitionId, (id) -> new PartitionRotation());
	}

}
