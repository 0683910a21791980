package io.selvage.gateway.target.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.selvage.catalog.entity.CircuitBreakerRule;
import io.selvage.catalog.entity.CircuitBreakerRule.FailureCondition;
import io.selvage.catalog.entity.CircuitBreakerRule.StatusCodeRange;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendAnswer;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class BackendBreakerTests {

	private final TestClock clock = new TestClock();

	@Test
	void opensAtTheConfiguredNumberOfFailuresAndClosesAfterTheTripDuration() {
		BackendBreaker breaker = breaker(count(3), false);

		fail(breaker, 2);
		assertThat(breaker.tryAcquire()).isTrue();
		fail(breaker, 1);

		assertThat(breaker.tryAcquire()).isFalse();
		assertThat(breaker.available()).isFalse();
		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.OPEN);
		assertThat(breaker.state().remaining()).isEqualTo(Duration.ofMinutes(1));

		this.clock.advance(Duration.ofSeconds(61));

		assertThat(breaker.available()).isTrue();
		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.CLOSED);
		assertThat(breaker.tryAcquire()).isTrue();
		assertThat(breaker.tryAcquire()).isTrue();
		assertThat(breaker.state().trips()).isEqualTo(1);
	}

	@Test
	void aClosedCircuitBeginsToCountAnew() {
		BackendBreaker breaker = breaker(count(2), false);
		fail(breaker, 2);
		this.clock.advance(Duration.ofSeconds(61));

		assertThat(breaker.tryAcquire()).isTrue();
		fail(breaker, 1);
		assertThat(breaker.tryAcquire()).isTrue();
	}

	@Test
	void failuresOutsideTheIntervalDoNotCount() {
		BackendBreaker breaker = breaker(count(3), false);

		fail(breaker, 2);
		this.clock.advance(Duration.ofSeconds(31));
		fail(breaker, 2);

		assertThat(breaker.tryAcquire()).isTrue();
	}

	@Test
	void successesInBetweenDoNotResetTheCount() {
		BackendBreaker breaker = breaker(count(2), false);

		fail(breaker, 1);
		breaker.record(breaker.term(), answer(200, null), 1);
		fail(breaker, 1);

		assertThat(breaker.tryAcquire()).isFalse();
	}

	@Test
	void aPercentageIsMeasuredOverTheCallsOfTheInterval() {
		BackendBreaker breaker = breaker(new FailureCondition(null, 50, Duration.ofSeconds(30), ranges(), List.of()),
				false);

		for (int i = 0; i < 3; i++) {
			breaker.record(breaker.term(), answer(200, null), 1);
		}
		fail(breaker, 2);
		assertThat(breaker.tryAcquire()).isTrue();
		fail(breaker, 1);
		assertThat(breaker.tryAcquire()).isFalse();
	}

	@Test
	void aSingleFailedCallIsNoPercentage() {
		BackendBreaker breaker = breaker(new FailureCondition(null, 1, Duration.ofSeconds(30), ranges(), List.of()),
				false);

		fail(breaker, 1);

		assertThat(breaker.tryAcquire()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "7,7", "0,60", "-3,60", "soon,60", "999999999999,86400" })
	void retryAfterReplacesTheTripDurationIfItIsAccepted(String header, long seconds) {
		BackendBreaker breaker = breaker(count(1), false);

		breaker.record(breaker.term(), answer(503, header), 1);

		assertThat(breaker.state().remaining()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void retryAfterMayBeADate() {
		BackendBreaker breaker = breaker(count(1), false);
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));

		breaker.record(breaker.term(), answer(503, date), 1);

		assertThat(breaker.state().remaining()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
	}

	@Test
	void withProbingOneRequestFindsOut() {
		BackendBreaker breaker = breaker(count(1), true);
		fail(breaker, 1);
		this.clock.advance(Duration.ofSeconds(61));

		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.HALF_OPEN);
		assertThat(breaker.tryAcquire()).isTrue();
		assertThat(breaker.tryAcquire()).isFalse();
		fail(breaker, 1);
		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.OPEN);
		assertThat(breaker.tryAcquire()).isFalse();

		this.clock.advance(Duration.ofSeconds(61));
		assertThat(breaker.tryAcquire()).isTrue();
		breaker.record(breaker.term(), answer(200, null), 1);
		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.CLOSED);
		assertThat(breaker.tryAcquire()).isTrue();
	}

	@Test
	void aProbeThatIsToldToRetryAfterAWhileOpensTheCircuitForThatWhile() {
		BackendBreaker breaker = breaker(count(1), true);
		fail(breaker, 1);
		this.clock.advance(Duration.ofSeconds(61));

		assertThat(breaker.tryAcquire()).isTrue();
		breaker.record(breaker.term(), answer(503, "300"), 1);

		assertThat(breaker.state().remaining()).isEqualTo(Duration.ofMinutes(5));
		this.clock.advance(Duration.ofSeconds(299));
		assertThat(breaker.tryAcquire()).isFalse();
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(breaker.tryAcquire()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500 })
	void aCallFromBeforeTheCircuitOpenedIsNoProbe(int status) {
		BackendBreaker breaker = breaker(count(1), true);
		long before = breaker.term();
		assertThat(breaker.tryAcquire()).isTrue();
		assertThat(breaker.tryAcquire()).isTrue();
		fail(breaker, 1);
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(breaker.tryAcquire()).isTrue();

		breaker.record(before, answer(status, null), 1);
		breaker.release(before);

		assertThat(breaker.state().phase()).isEqualTo(BreakerState.Phase.HALF_OPEN);
		assertThat(breaker.tryAcquire()).isFalse();
	}

	@Test
	void aProbeThatIsGivenUpLetsAnotherOneTry() {
		BackendBreaker breaker = breaker(count(1), true);
		fail(breaker, 1);
		this.clock.advance(Duration.ofSeconds(61));

		assertThat(breaker.tryAcquire()).isTrue();
		breaker.release(breaker.term());

		assertThat(breaker.tryAcquire()).isTrue();
	}

	@Test
	void canBeTrippedAndResetByHandEvenWithoutARule() {
		BackendBreaker breaker = new BackendBreaker("backend", null, false, this.clock);

		breaker.trip(Duration.ofMinutes(10));
		assertThat(breaker.tryAcquire()).isFalse();
		assertThat(breaker.state().byHand()).isTrue();

		breaker.reset();
		assertThat(breaker.tryAcquire()).isTrue();
		assertThat(breaker.state().byHand()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "CONNECT,BackendConnectionFailure,true", "CONNECT,timeout,false", "TIMEOUT,timeout,true",
			"CONNECT,Server errors,true", "CLIENT_CLOSED,Server errors,false" })
	void errorReasonsAreThoseOfLastErrorWithoutRegardToCase(BackendError error, String reason, boolean failure) {
		BackendBreaker breaker = breaker(
				new FailureCondition(1, null, Duration.ofSeconds(30), List.of(), List.of(reason)), false);

		breaker.record(breaker.term(), new AttemptOutcome.Failed(new BackendFailure(error, "")), 1);

		assertThat(breaker.tryAcquire()).isEqualTo(!failure);
	}

	@Test
	void anAttemptWithoutAnswerCountsAsTheStatusTheClientSees() {
		BackendBreaker breaker = breaker(count(1), false);

		breaker.record(breaker.term(), new AttemptOutcome.Failed(new BackendFailure(BackendError.CONNECT, "")), 1);

		assertThat(breaker.tryAcquire()).isFalse();
	}

	@Test
	void aBreakerIsKeptWhileItsRuleIsTheSame() {
		Breakers breakers = new Breakers(false, this.clock, BreakerListener.NONE);
		CircuitBreakerRule rule = rule(count(1));
		BackendBreaker first = breakers.of("a", rule);

		assertThat(breakers.of("a", rule(count(1)))).isSameAs(first);
		assertThat(breakers.of("a", rule(count(2)))).isNotSameAs(first);
	}

	private BackendBreaker breaker(FailureCondition condition, boolean probing) {
		return new BackendBreaker("backend", rule(condition), probing, this.clock);
	}

	private static CircuitBreakerRule rule(FailureCondition condition) {
		return new CircuitBreakerRule("rule", condition, Duration.ofMinutes(1), true, null);
	}

	private static FailureCondition count(int count) {
		return new FailureCondition(count, null, Duration.ofSeconds(30), ranges(), List.of());
	}

	private static List<StatusCodeRange> ranges() {
		return List.of(new StatusCodeRange(500, 599));
	}

	private static void fail(BackendBreaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.record(breaker.term(), answer(500, null), 1);
		}
	}

	private static AttemptOutcome answer(int status, @Nullable String retryAfter) {
		ListHeaders headers = new ListHeaders();
		if (retryAfter != null) {
			headers.add("Retry-After", retryAfter);
		}
		GatewayResponse response = new GatewayResponse(status, "", headers, null);
		return new AttemptOutcome.Answered(new BackendAnswer() {

			@Override
			public GatewayResponse response() {
				return response;
			}

			@Override
			public Mono<Void> discard() {
				return Mono.empty();
			}

		});
	}

	private static final class TestClock extends Clock {

		private Instant now = Instant.parse("2026-01-01T00:00:00Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
