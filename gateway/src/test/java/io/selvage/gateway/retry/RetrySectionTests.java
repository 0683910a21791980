package io.selvage.gateway.retry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RetrySectionTests {

	private static final LastError REFUSED = new LastError("forward-request", "BackendConnectionFailure",
			"Unable to connect to the remote server", null, "backend", null, null);

	private final PolicyContext context = context();

	@Test
	void aBodyThatSatisfiesTheConditionRunsOnceAndNeedsNoMono() {
		Script body = new Script(200);

		assertThat(section(3).run(scope(notOk()), body)).isNull();

		assertThat(body.executions).isEqualTo(1);
		assertThat(messages()).containsExactly("Expression was successfully evaluated. false");
	}

	@Test
	void theLastOutcomeStandsWhenRetriesAreUsedUp() {
		Script body = new Script(204, 204, 204);

		assertThat(section(2).run(scope(notOk()), body)).isNull();

		assertThat(body.executions).isEqualTo(3);
		assertThat(body.retriesAnnounced).containsExactly(1, 2);
		assertThat(this.context.response()).extracting(GatewayResponse::statusCode).isEqualTo(204);
		assertThat(messages()).containsExactly("Expression was successfully evaluated. true",
				"Retry condition was met. Retrying in '00:00:00'", "Retrying... 1",
				"Expression was successfully evaluated. true", "Retry condition was met. Retrying in '00:00:00'",
				"Retrying... 2", "Expression was successfully evaluated. true",
				"Leaving retry section. Number of retries exceeded configured value");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whileAnErrorIsPendingTheConditionSeesItAndAResponseWithStatus500(boolean asynchronous) {
		List<@Nullable String> seen = new ArrayList<>();
		Script body = new Script(REFUSED, 200).asynchronous(asynchronous);

		complete(section(2).run(scope((context) -> {
			seen.add(status(context) + " " + reason(context));
			return status(context) != 200;
		}), body));

		assertThat(seen).containsExactly("500 BackendConnectionFailure", "200 null");
		assertThat(this.context.lastError()).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anErrorThatIsNotRetriedIsTheOutcomeAndLeavesTheContextAsItWas(boolean asynchronous) {
		GatewayResponse before = new GatewayResponse(207, "", new ListHeaders(), null);
		this.context.response(before);
		Script body = new Script(REFUSED).asynchronous(asynchronous);

		assertThatExceptionOfType(Failure.class)
			.isThrownBy(() -> complete(section(5).run(scope((context) -> false), body)))
			.satisfies((failure) -> assertThat(failure.error).isSameAs(REFUSED));

		assertThat(this.context.response()).isSameAs(before);
		assertThat(this.context.lastError()).isNull();
	}

	@Test
	void anErrorThatOutlivesAllRetriesIsTheOutcome() {
		Script body = new Script(REFUSED, REFUSED, REFUSED);

		assertThatExceptionOfType(Failure.class)
			.isThrownBy(() -> complete(section(2).run(scope(RetryCondition.CONNECTION_FAILURE::test), body)));

		assertThat(body.executions).isEqualTo(3);
	}

	@Test
	void aFailureThatIsNoOutcomeOfTheBodyIsNeverRetried() {
		Script body = new Script(new IllegalStateException("defect"));

		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> complete(section(5).run(scope((context) -> true), body)));

		assertThat(body.executions).isEqualTo(1);
	}

	@Test
	void aConditionThatThrowsCountsAsFalseAndTheOriginalErrorStands() {
		Script body = new Script(REFUSED);

		assertThatExceptionOfType(Failure.class).isThrownBy(() -> complete(section(5).run(scope((context) -> {
			throw new ExpressionException("System.NullReferenceException", "Object reference not set", null);
		}), body)));

		assertThat(messages()).containsExactly("Expression evaluation failed. Object reference not set");
	}

	@Test
	void aBodyThatEndsTheRequestIsNotJudged() {
		Script body = new Script(500);
		body.ended = true;

		assertThat(section(5).run(scope(notOk()), body)).isNull();

		assertThat(body.executions).isEqualTo(1);
		assertThat(messages()).isEmpty();
	}

	@Test
	void aVetoEndsTheSectionWithTheLastOutcomeAndSaysWhy() {
		Script body = new Script(503, 503) {
			@Override
			public @Nullable String veto() {
				return (this.executions < 2) ? null : "Enough.";
			}
		};

		assertThat(section(5).run(scope(notOk()), body)).isNull();

		assertThat(body.executions).isEqualTo(2);
		assertThat(messages()).last().isEqualTo("Leaving retry section. Enough.");
	}

	@Test
	void anErrorOfAnEarlierRoundIsGoneOnceAnInnerSectionSucceeded() {
		List<@Nullable String> inner = new ArrayList<>();
		Script calls = new Script(REFUSED, REFUSED, REFUSED, 200);
		RetrySection innerSection = section(1);
		RetryScope innerScope = scope((context) -> {
			inner.add(reason(context));
			return context.lastError() != null;
		});
		Script outer = new Script() {
			@Override
			public @Nullable Mono<Void> execute(int attempt) {
				return innerSection.run(innerScope, calls);
			}
		};

		complete(section(3).run(scope((context) -> context.lastError() != null), outer));

		assertThat(inner).containsExactly("BackendConnectionFailure", "BackendConnectionFailure",
				"BackendConnectionFailure", null);
		assertThat(calls.executions).isEqualTo(4);
	}

	@Test
	void waitsAreTakenBetweenExecutionsAndTraced() {
		RetrySection section = new RetrySection("test", 3,
				new RetryWaits(Duration.ofMillis(1500), Duration.ofSeconds(10), null, true));
		Script body = new Script(500, 500, 500, 200);

		StepVerifier.withVirtualTime(() -> section.run(scope(notOk()), body))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(11_499))
			.thenAwait(Duration.ofMillis(1))
			.expectNoEvent(Duration.ofMillis(21_499))
			.thenAwait(Duration.ofMillis(1))
			.verifyComplete();

		assertThat(messages()).contains("Retry condition was met. Retrying in '00:00:00'",
				"Retry condition was met. Retrying in '00:00:11.5000000'",
				"Retry condition was met. Retrying in '00:00:21.5000000'");
	}

	@Test
	void countsItsRunsInTheResilience4jRetry() {
		RetrySection section = section(1);

		section.run(scope(notOk()), new Script(200));
		section.run(scope(notOk()), new Script(500, 200));
		section.run(scope(notOk()), new Script(500, 500));

		assertThat(section.retry().getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isEqualTo(1);
		assertThat(section.retry().getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(section.retry().getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
	}

	@Test
	void manyAsynchronousRetriesDoNotGrowTheStack() {
		Script body = new Script() {
			@Override
			public @Nullable Mono<Void> execute(int attempt) {
				this.executions++;
				return Mono.delay(Duration.ZERO).then();
			}
		};

		complete(section(3000).run(scope((context) -> true), body));

		assertThat(body.executions).isEqualTo(3001);
	}

	private static RetrySection section(int count) {
		return new RetrySection("test", count, RetryWaits.NONE);
	}

	private RetryScope scope(Predicate<PolicyContext> test) {
		return new RetryScope(this.context, new RetryCondition() {
			@Override
			public boolean test(PolicyContext context) {
				return test.test(context);
			}

			@Override
			public String text() {
				return "condition";
			}
		}, TraceSection.BACKEND, "retry", 1024);
	}

	private static Predicate<PolicyContext> notOk() {
		return (context) -> status(context) != 200;
	}

	private static int status(PolicyContext context) {
		GatewayResponse response = context.response();
		return (response != null) ? response.statusCode() : -1;
	}

	private static @Nullable String reason(PolicyContext context) {
		LastError error = context.lastError();
		return (error != null) ? error.reason() : null;
	}

	private static void complete(@Nullable Mono<Void> run) {
		if (run != null) {
			run.block(Duration.ofSeconds(30));
		}
	}

	private List<String> messages() {
		TraceRecorder trace = this.context.trace();
		assertThat(trace).isNotNull();
		return trace.entries().stream().map((entry) -> {
			Map<?, ?> data = (Map<?, ?>) entry.data();
			StringBuilder text = new StringBuilder(String.valueOf(data.get("message")));
			data.forEach((key, value) -> {
				if (!key.equals("message") && !key.equals("expression")) {
					text.append(' ').append(value);
				}
			});
			return text.toString();
		}).toList();
	}

	private static PolicyContext context() {
		ApiInfo api = new ApiInfo("api", "api", "", "1", null, true, null, List.of("http"), "Ocp-Apim-Subscription-Key",
				"subscription-key");
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(api, new OperationInfo("get", "GET", "get", "/"), null, null, null),
				new DeploymentInfo("test", "here", "id", false, "1", Map.of()),
				new GatewayRequest("GET", MessageUrl.parse("http://gateway/"), new ListHeaders(), null, "127.0.0.1"));
		context.trace(new TraceRecorder());
		return context;
	}

	private static final class Failure extends RuntimeException {

		private final LastError error;

		Failure(LastError error) {
			this.error = error;
		}

	}

	/** A body with prescribed outcomes: a status, a LastError or an exception each. */
	private class Script implements RetryBody {

		private final Deque<Object> outcomes = new ArrayDeque<>();

		private final List<Integer> retriesAnnounced = new ArrayList<>();

		private boolean asynchronous;

		private boolean ended;

		int executions;

		Script(Object... outcomes) {
			this.outcomes.addAll(List.of(outcomes));
		}

		Script asynchronous(boolean asynchronous) {
			this.asynchronous = asynchronous;
			return this;
		}

		@Override
		public @Nullable Mono<Void> execute(int attempt) {
			assertThat(this.executions++).isGreaterThanOrEqualTo(attempt);
			Object outcome = this.outcomes.remove();
			if (this.asynchronous) {
				return Mono.delay(Duration.ZERO).then(Mono.fromRunnable(() -> happen(outcome)));
			}
			happen(outcome);
			return null;
		}

		private void happen(Object outcome) {
			if (outcome instanceof RuntimeException failure) {
				throw failure;
			}
			if (outcome instanceof LastError error) {
				throw new Failure(error);
			}
			RetrySectionTests.this.context.lastError(null);
			RetrySectionTests.this.context
				.response(new GatewayResponse((Integer) outcome, "", new ListHeaders(), null));
		}

		@Override
		public @Nullable LastError errorOf(Throwable failure) {
			return (failure instanceof Failure known) ? known.error : null;
		}

		@Override
		public void onRetry(int retry) {
			this.retriesAnnounced.add(retry);
		}

		@Override
		public boolean ended() {
			return this.ended;
		}

	}

}
