package io.selvage.gateway.metrics;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerState;
import io.selvage.gateway.target.breaker.Breakers;

/**
 * Gives operations their meters, counts attempts at backends and shows their circuits.
 */
public final class GatewayMeters implements AttemptListener {

	private final MeterRegistry registry;

	private final Breakers breakers;

	private final boolean perOperation;

	private final ConcurrentMap<String, OperationMeters> operations = new ConcurrentHashMap<>();

	private final ConcurrentMap<AttemptKey, Timer> attempts = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Gauge> circuits = new ConcurrentHashMap<>();

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 * @param breakers the circuits
	 * @param perOperation whether operations are told apart, or only APIs
	 */
	public GatewayMeters(MeterRegistry registry, Breakers breakers, boolean perOperation) {
		this.registry = registry;
		this.breakers = breakers;
		this.perOperation = perOperation;
	}

	/**
	 * Returns the meters of an operation. The same name gives the same object, so that
	 * counts go on over changes of the catalog.
	 * @param api the API
	 * @param operation the operation
	 * @return its meters
	 */
	public OperationMeters operation(String api, String operation) {
		String told = this.perOperation ? operation : "*";
		return this.operations.computeIfAbsent(api + "/" + told,
				(key) -> new OperationMeters(this.registry, api, told));
	}

	/**
	 * Returns a counter of requests that were turned away.
	 * @param reason why, for example {@code memory}
	 * @return the counter {@code selvage.requests.rejected}
	 */
	public Counter rejected(String reason) {
		return Counter.builder("selvage.requests.rejected")
			.description("Requests that were turned away to protect the gateway")
			.tag("reason", reason)
			.register(this.registry);
	}

	@Override
	public void ended(PolicyContext context, Attempt attempt) {
		String backend = attempt.endpoint().transport().backendId();
		String outcome = (attempt.outcome() instanceof AttemptOutcome.Answered answered)
				? answered.answer().response().statusCode() / 100 + "xx"
				: ((AttemptOutcome.Failed) attempt.outcome()).failure().error().name().toLowerCase(Locale.ROOT);
		AttemptKey key = new AttemptKey(backend, outcome);
		Timer timer = this.attempts.get(key);
		if (timer == null) {
			timer = this.attempts.computeIfAbsent(key, this::register);
			this.circuits.computeIfAbsent(backend, this::circuit);
		}
		timer.record(attempt.nanos(), TimeUnit.NANOSECONDS);
	}

	private Timer register(AttemptKey key) {
		return Timer.builder("selvage.backend.attempts")
			.description("Attempts at backends until the head of the answer, by outcome")
			.tag("backend", key.backend)
			.tag("outcome", key.outcome)
			.register(this.registry);
	}

	private Gauge circuit(String backend) {
		return Gauge.builder("selvage.backend.circuit.open", this.breakers, (all) -> open(all, backend))
			.description("1 while the circuit of a backend is open")
			.tag("backend", backend)
			.register(this.registry);
	}

	private static double open(Breakers breakers, String backend) {
		BackendBreaker breaker = breakers.find(backend);
		return (breaker != null && breaker.state().phase() == BreakerState.Phase.OPEN) ? 1 : 0;
	}

	private record AttemptKey(String backend, String outcome) {
	}

}
