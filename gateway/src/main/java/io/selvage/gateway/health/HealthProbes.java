package io.selvage.gateway.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.ProbeClient;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks backends whether they are well. Every endpoint of a backend with a rule is
 * requested once per interval: the URL of a single backend, each instance of Service
 * Fabric partitions in use. An answer below 400 is good. Endpoints found unhealthy come
 * last in their target's order of choice until probes find them healthy again.
 */
public final class HealthProbes implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HealthProbes.class);

	private static final int AT_ONCE = 16;

	private final Function<String, @Nullable Target> targets;

	private final ProbeClient client;

	private final Disposable.Composite running = Disposables.composite();

	/**
	 * Creates idle probes.
	 * @param targets finds a backend of the current state by its resource name
	 * @param client requests an endpoint
	 */
	public HealthProbes(Function<String, @Nullable Target> targets, ProbeClient client) {
		this.targets = targets;
		this.client = client;
	}

	/**
	 * Begins to probe.
	 * @param rules by resource name of the backend
	 */
	public void start(Map<String, ProbeRule> rules) {
		rules.forEach((backendId, rule) -> {
			Map<String, ProbeHistory> histories = new HashMap<>();
			AtomicReference<String> told = new AtomicReference<>("");
			this.running.add(Mono.defer(() -> round(backendId, rule, histories))
				.doOnSuccess((done) -> tellWhyNothingIsProbed(backendId, told))
				.then(Mono.defer(() -> Mono.delay(varied(rule.interval()))))
				.repeat()
				.subscribe());
		});
	}

	/** Once per reason: what a rule does not do, nobody would notice otherwise. */
	private void tellWhyNothingIsProbed(String backendId, AtomicReference<String> told) {
		Target target = this.targets.apply(backendId);
		String reason = "";
		if (target == null) {
			reason = "no backend of that name can be called";
		}
		else if (target instanceof PoolTarget) {
			reason = "it is a pool, whose members have probes of their own";
		}
		if (!reason.equals(told.getAndSet(reason)) && !reason.isEmpty()) {
			logger.warn("selvage.health.probes.{} probes nothing: {}", backendId, reason);
		}
	}

	private static Duration varied(Duration interval) {
		return Duration.ofMillis(Math.round(interval.toMillis() * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
	}

	private Mono<Void> round(String backendId, ProbeRule rule, Map<String, ProbeHistory> histories) {
		Target target = this.targets.apply(backendId);
		if (target == null) {
			return Mono.empty();
		}
		List<Endpoint> endpoints = target.endpoints();
		Set<String> ids = endpoints.stream().map(Endpoint::id).collect(Collectors.toSet());
		histories.keySet().retainAll(ids);
		target.ejections().retainMarks(ids);
		return Flux.fromIterable(endpoints)
			.flatMap((endpoint) -> this.client.probe(endpoint, rule.path(), rule.timeout())
				.map((result) -> new Probed(endpoint, result)), AT_ONCE)
			.collectList()
			.doOnNext((all) -> all.forEach((one) -> learn(target, one, rule, histories)))
			.then();
	}

	private static void learn(Target target, Probed probed, ProbeRule rule, Map<String, ProbeHistory> histories) {
		String id = probed.endpoint().id();
		ProbeHistory history = histories.computeIfAbsent(id, (key) -> new ProbeHistory());
		if (history.add(probed.result().good(), rule)) {
			logger.info("Backend '{}': {} is {} ({})", target.backendId(), id,
					history.healthy() ? "healthy again" : "unhealthy", probed.result().detail());
		}
		target.ejections().mark(id, history.healthy());
	}

	@Override
	public void close() {
		this.running.dispose();
	}

	private record Probed(Endpoint endpoint, ProbeClient.Result result) {
	}

}
