package io.selvage.gateway.target.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.TransitionCheckResult;
import io.github.resilience4j.core.functions.Either;
import io.selvage.catalog.entity.CircuitBreakerRule;
import io.selvage.gateway.forward.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of a backend: a Resilience4j {@link CircuitBreaker} whose opening
 * is decided by the backend's rule. Resilience4j keeps the state, hands out permissions
 * and publishes events; the rule comes in through its {@code transitionOnResult} hook,
 * because its own thresholds know neither a number of failures nor a wait that the
 * backend dictates by {@code Retry-After}. Its thresholds are set so that they never open
 * a closed circuit.
 * <p>
 * After the trip duration the circuit is closed again, as in Azure API Management; with
 * probing it is half open first, and one request finds out. A backend without a rule has
 * a breaker too: it can be tripped by hand. Thread-safe.
 */
public final class BackendBreaker {

	private static final Duration NEVER_REACHED = Duration.ofHours(1);

	private final String backendId;

	private final @Nullable CircuitBreakerRule rule;

	private final @Nullable FailureCriteria criteria;

	private final FailureWindow window;

	private final boolean probing;

	private final Clock clock;

	private final CircuitBreaker circuit;

	private final AtomicLong trips = new AtomicLong();

	/** Counts the changes of state: a call belongs to the term it began in. */
	private final AtomicLong terms = new AtomicLong();

	private volatile @Nullable Instant openUntil;

	private volatile boolean byHand;

	/**
	 * Creates a closed breaker.
	 * @param backendId the resource name of the backend
	 * @param rule when it trips; null: only by hand
	 * @param probing whether one request finds out, after the trip duration, if the
	 * backend is well again
	 * @param clock a clock that does not jump
	 */
	public BackendBreaker(String backendId, @Nullable CircuitBreakerRule rule, boolean probing, Clock clock) {
		this.backendId = backendId;
		this.rule = rule;
		this.criteria = (rule != null) ? new FailureCriteria(rule.failure()) : null;
		this.window = windowOf(rule);
		this.probing = probing;
		this.clock = clock;
		this.circuit = CircuitBreaker.of(backendId,
				CircuitBreakerConfig.custom()
					.slidingWindow(60, Integer.MAX_VALUE, SlidingWindowType.TIME_BASED)
					.failureRateThreshold(100)
					.permittedNumberOfCallsInHalfOpenState(1)
					.waitDurationInOpenState((rule != null) ? rule.tripDuration() : NEVER_REACHED)
					.transitionOnResult(this::judge)
					.writableStackTraceEnabled(false)
					.clock(clock)
					.build());
		this.circuit.getEventPublisher().onStateTransition((event) -> entered(event.getStateTransition().getToState()));
	}

	private static FailureWindow windowOf(@Nullable CircuitBreakerRule rule) {
		if (rule == null) {
			return new NoWindow();
		}
		CircuitBreakerRule.FailureCondition condition = rule.failure();
		long interval = condition.interval().toMillis();
		if (condition.count() != null) {
			return new FailureCountWindow(condition.count(), interval);
		}
		return (condition.percentage() != null) ? new FailureRateWindow(condition.percentage(), interval)
				: new FailureCountWindow(1, interval);
	}

	public String backendId() {
		return this.backendId;
	}

	/**
	 * Returns the rule.
	 * @return null if the breaker trips only by hand
	 */
	public @Nullable CircuitBreakerRule rule() {
		return this.rule;
	}

	/**
	 * Returns the Resilience4j breaker, for its events.
	 * @return the breaker; do not change its state
	 */
	public CircuitBreaker circuit() {
		return this.circuit;
	}

	/**
	 * Asks for permission to call the backend. Whoever gets it calls {@link #record} or
	 * {@link #release} once, with the {@link #term} it was given in.
	 * @return true if the call may be made
	 */
	public boolean tryAcquire() {
		boolean permitted = this.circuit.tryAcquirePermission();
		if (!this.probing && this.circuit.getState() == State.HALF_OPEN) {
			this.circuit.transitionToClosedState();
			return true;
		}
		return permitted;
	}

	/**
	 * Tells whether {@link #tryAcquire} would probably be granted.
	 * @return false while the circuit is open
	 */
	public boolean available() {
		Instant until = this.openUntil;
		return until == null || this.clock.instant().isAfter(until);
	}

	/**
	 * Returns the term of the circuit. Another one begins whenever the circuit opens,
	 * closes or waits for a probe.
	 * @return its number
	 */
	public long term() {
		return this.terms.get();
	}

	/**
	 * Gives a permission back without a result, for example when the client went away or
	 * broke its request off.
	 * @param term the term it was given in; a permission of an earlier one makes no room
	 * for another probe
	 */
	public void release(long term) {
		if (term == term()) {
			this.circuit.releasePermission();
		}
	}

	/**
	 * Counts the outcome of a call.
	 * @param term the term the call began in; what began in an earlier one does not
	 * count, because only a probe tells how the backend is now
	 * @param outcome what became of it
	 * @param nanos how long it took, in nanoseconds
	 */
	public void record(long term, AttemptOutcome outcome, long nanos) {
		if (term != term()) {
			return;
		}
		if (this.criteria == null || !this.criteria.isFailure(outcome)) {
			this.window.succeeded(this.clock.millis());
			this.circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
			return;
		}
		Duration told = retryAfter(outcome);
		if (told != null && this.circuit.getState() == State.HALF_OPEN) {
			open(told);
			return;
		}
		this.circuit.onError(nanos, TimeUnit.NANOSECONDS, new BackendFailedException(told));
	}

	private @Nullable Duration retryAfter(AttemptOutcome outcome) {
		boolean accepted = this.rule != null && this.rule.acceptRetryAfter();
		return (accepted && outcome instanceof AttemptOutcome.Answered answered)
				? RetryAfter.parse(answered.answer().response().headers().first("Retry-After"), Instant.now()) : null;
	}

	private TransitionCheckResult judge(Either<Object, Throwable> result) {
		if (this.rule == null || !result.isRight() || this.circuit.getState() != State.CLOSED
				|| !this.window.failed(this.clock.millis())) {
			return TransitionCheckResult.noTransition();
		}
		Duration told = (result.get() instanceof BackendFailedException failure) ? failure.retryAfter() : null;
		Duration wait = (told != null) ? told : this.rule.tripDuration();
		this.openUntil = this.clock.instant().plus(wait);
		return TransitionCheckResult.transitionToOpenAndWaitFor(wait);
	}

	private void open(Duration duration) {
		this.openUntil = this.clock.instant().plus(duration);
		this.circuit.transitionToOpenStateFor(duration);
	}

	private void entered(State state) {
		this.terms.incrementAndGet();
		if (state == State.OPEN) {
			this.trips.incrementAndGet();
			if (this.openUntil == null && this.rule != null) {
				this.openUntil = this.clock.instant().plus(this.rule.tripDuration());
			}
		}
		else {
			this.openUntil = null;
			this.byHand = false;
		}
	}

	/**
	 * Opens the circuit by hand.
	 * @param duration for how long
	 */
	public void trip(Duration duration) {
		this.circuit.reset();
		open(duration);
		this.byHand = true;
	}

	/**
	 * Closes the circuit and forgets all failures.
	 */
	public void reset() {
		this.window.clear();
		if (this.circuit.getState() != State.CLOSED) {
			this.circuit.transitionToClosedState();
		}
	}

	/**
	 * Returns the state.
	 * @return a snapshot
	 */
	public BreakerState state() {
		State state = this.circuit.getState();
		Instant until = this.openUntil;
		if (state == State.OPEN && until != null) {
			Duration remaining = Duration.between(this.clock.instant(), until);
			if (!remaining.isNegative()) {
				return new BreakerState(BreakerState.Phase.OPEN, remaining, this.byHand, this.trips.get());
			}
			state = this.probing ? State.HALF_OPEN : State.CLOSED;
		}
		BreakerState.Phase phase = (state == State.HALF_OPEN) ? BreakerState.Phase.HALF_OPEN
				: BreakerState.Phase.CLOSED;
		return new BreakerState(phase, Duration.ZERO, false, this.trips.get());
	}

}
