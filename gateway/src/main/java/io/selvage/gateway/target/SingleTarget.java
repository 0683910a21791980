package io.selvage.gateway.target;

import java.util.List;

import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A backend with one URL. A request goes out once; it is sent a second time only if the
 * connection turned out to be closed and that cannot have executed it twice: no byte had
 * left, or the method is idempotent.
 */
public final class SingleTarget implements Target {

	private final Endpoint endpoint;

	private final @Nullable BackendBreaker breaker;

	private final Ejections health = new Ejections(EjectionRule.OFF, System::nanoTime);

	/**
	 * Creates the target.
	 * @param endpoint the URL and whose connections lead there
	 * @param breaker the circuit breaker; null for a URL without an entity
	 */
	public SingleTarget(Endpoint endpoint, @Nullable BackendBreaker breaker) {
		this.endpoint = endpoint;
		this.breaker = breaker;
	}

	@Override
	public String backendId() {
		return this.endpoint.transport().backendId();
	}

	@Override
	public Mono<Void> call(Attempts attempts) {
		return guardedSend(attempts).flatMap((attempt) -> {
			if (!ResendRules.closedEarly(attempt)) {
				return Outcomes.settle(attempt);
			}
			String refusal = attempts.refusal(backendId(), ResendReason.GATEWAY);
			if (refusal != null) {
				Outcomes.explain(attempts, refusal);
				return Outcomes.settle(attempt);
			}
			return guardedSend(attempts).flatMap(Outcomes::settle);
		});
	}

	private Mono<Attempt> guardedSend(Attempts attempts) {
		return GuardedSend.send(attempts, this.endpoint, this.breaker);
	}

	@Override
	public boolean available() {
		return this.breaker == null || this.breaker.available();
	}

	@Override
	public boolean resends() {
		return false;
	}

	@Override
	public @Nullable BackendBreaker breaker() {
		return this.breaker;
	}

	@Override
	public boolean healthy() {
		return this.health.none();
	}

	@Override
	public List<Endpoint> endpoints() {
		return List.of(this.endpoint);
	}

	@Override
	public Ejections ejections() {
		return this.health;
	}

}
