package io.selvage.gateway.attempt;

import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.OutboundBody;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.selvage.gateway.attempt.FabricTargetStage.A;
import static io.selvage.gateway.attempt.FabricTargetStage.B;
import static io.selvage.gateway.attempt.FabricTargetStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricTargetStage.SEED;
import static io.selvage.gateway.attempt.FabricTargetStage.trace;
import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which answers and failures lead to another attempt.
 */
class FabricTargetTests {

	private final FabricTargetStage stage = new FabricTargetStage();

	@Test
	void aFirstAnswerThatSatisfiesTheConditionNeedsOneAttempt() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		PolicyExecution execution = TestRequests.execution("GET");

		assertThat(TestRequests.forward(this.stage.forwarder(client), execution, SEED)).isEqualTo(200);

		assertThat(client.called).hasSize(1);
		assertThat(this.stage.resolver.reResolves).hasValue(0);
		assertThat(trace(execution)).containsOnlyOnce("Expression was successfully evaluated.");
	}

	@Test
	void aSecondAnswerThatSatisfiesItNeedsTwoAttemptsAndOneReResolve() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> (number == 1) ? 500 : 200);

		assertThat(this.stage.call(client, "GET", SEED)).isEqualTo(200);

		assertThat(client.called).hasSize(2);
		assertThat(this.stage.resolver.reResolves).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource(value = BackendError.class,
			names = { "CONNECT", "CONNECT_TIMEOUT", "TIMEOUT", "CLOSED_BEFORE_RESPONSE" })
	void theSeedsConditionTriesTheNextInstanceAfterAFailure(BackendError error) {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> endpoint.id().equals(A) ? error : 200);

		assertThat(this.stage.call(client, "POST", SEED)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@Test
	void withoutConditionAnErrorStatusIsTheAnswer() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 503);

		assertThat(this.stage.call(client, "GET", DEFAULT)).isEqualTo(503);

		assertThat(client.called).hasSize(1);
	}

	@Test
	void withoutConditionAnInstanceThatCannotBeReachedIsSkippedAndReported() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);

		assertThat(this.stage.call(client, "POST", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
		assertThat(this.stage.resolver.suspicions).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET,2", "PUT,2", "POST,1", "PATCH,1" })
	void withoutConditionWhatMayHaveBeenExecutedIsRepeatedOnlyIfIdempotent(String method, int attempts) {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> (number == 1) ? BackendError.CLOSED_BEFORE_RESPONSE : 200);

		if (attempts == 1) {
			assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> this.stage.call(client, method, DEFAULT));
		}
		else {
			assertThat(this.stage.call(client, method, DEFAULT)).isEqualTo(200);
		}

		assertThat(client.called).hasSize(attempts);
	}

	@Test
	void aConditionOfTheAuthorRepeatsEveryMethod() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> (number == 1) ? BackendError.CLOSED_BEFORE_RESPONSE : 200);

		assertThat(this.stage.call(client, "POST", SEED)).isEqualTo(200);
	}

	@Test
	void aBodyThatWasNotKeptIsNotSentHalfAndTheTraceSaysWhy() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);
		client.body = new OutboundBody() {

			@Override
			public boolean absent() {
				return false;
			}

			@Override
			public boolean resendable() {
				return client.called.isEmpty();
			}

			@Override
			public void close() {
				// nothing is held
			}

		};
		PolicyExecution execution = TestRequests.execution("POST");

		assertThat(TestRequests.forward(this.stage.forwarder(client), execution, SEED)).isEqualTo(500);

		assertThat(client.called).hasSize(1);
		assertThat(trace(execution)).contains("The request body can no longer be sent");
	}

	@Test
	void theNumberOfAttemptsHasALimit() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);
		AttemptLimits limits = new AttemptLimits(4, AttemptLimits.DEFAULT.totalTime(), 1024);
		PolicyExecution execution = TestRequests.execution("GET");

		int status = TestRequests.forward(
				TestRequests.forwarder(client, this.stage.target(), limits, RetryBudgetRule.DEFAULT), execution, SEED);

		assertThat(status).isEqualTo(500);
		assertThat(client.called).hasSize(4);
		assertThat(trace(execution)).contains("The request was sent 4 times, which is the limit.");
	}

	@Test
	void anOpenCircuitAnswers503WithoutAnAttempt() {
		this.stage.breaker.trip(java.time.Duration.ofMinutes(1));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> this.stage.call(client, "GET", SEED))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(503))
			.satisfies((failure) -> assertThat(failure.retryAfter()).isNotNull());

		assertThat(client.called).isEmpty();
	}

}
