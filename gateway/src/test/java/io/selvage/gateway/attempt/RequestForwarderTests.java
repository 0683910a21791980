package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.SingleTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestForwarderTests {

	private final SingleTarget target = new SingleTarget(TestRequests.endpoint("http://backend"), null);

	@ParameterizedTest
	@CsvSource({ "CLOSED_BEFORE_SEND,POST,2", "CLOSED_BEFORE_SEND,GET,2", "CLOSED_BEFORE_RESPONSE,GET,2",
			"CLOSED_BEFORE_RESPONSE,POST,1", "SILENT,GET,1", "CONNECT,GET,1", "TIMEOUT,GET,1", "TLS,GET,1" })
	void aSingleBackendIsAskedAgainOnlyOverAConnectionThatWasClosed(BackendError error, String method, int attempts) {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> (number == 1) ? error : 200);
		RequestForwarder forwarder = TestRequests.forwarder(client, this.target);

		if (attempts == 1) {
			assertThatExceptionOfType(PolicyException.class)
				.isThrownBy(() -> TestRequests.forward(forwarder, TestRequests.execution(method), FabricOptions.NONE));
		}
		else {
			assertThat(TestRequests.forward(forwarder, TestRequests.execution(method), FabricOptions.NONE))
				.isEqualTo(200);
		}

		assertThat(client.called).hasSize(attempts);
	}

	@Test
	void theAnswerOfAnEarlierForwardIsGivenUpWhenAPolicyForwardsAgain() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 503);
		RequestForwarder forwarder = TestRequests.forwarder(client, this.target);
		PolicyExecution execution = TestRequests.execution("GET");

		TestRequests.forward(forwarder, execution, FabricOptions.NONE);
		assertThat(client.discarded).hasValue(0);

		TestRequests.forward(forwarder, execution, FabricOptions.NONE);
		assertThat(client.discarded).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "399,false", "400,true", "404,true", "599,true", "600,false" })
	void onRequestAnErrorStatusBecomesAnError(int status, boolean fails) {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> status);
		RequestForwarder forwarder = TestRequests.forwarder(client, this.target);
		ForwardOptions options = new ForwardOptions(Duration.ofSeconds(300), null, ForwardOptions.HttpVersion.HTTP_1,
				false, false, true, true);
		PolicyExecution execution = TestRequests.execution("GET");
		execution.context().trace(null);

		if (fails) {
			assertThatExceptionOfType(PolicyException.class)
				.isThrownBy(() -> forwarder.forward(execution, options).block())
				.satisfies((failure) -> assertThat(failure.status()).isEqualTo(status));
		}
		else {
			forwarder.forward(execution, options).block();
		}
	}

	@Test
	void anUnknownBackendFailsTheRequest() {
		RequestForwarder forwarder = new RequestForwarder(new ScriptedClient((endpoint, number) -> 200),
				(execution, selection) -> {
					throw new PolicyException(new io.selvage.gateway.context.LastError("forward-request", null, "none",
							null, null, null, null), 500, null);
				}, AttemptLimits.DEFAULT, new RetryBudgets(RetryBudgetRule.DEFAULT, System::nanoTime),
				AttemptListener.NONE);
		PolicyExecution execution = TestRequests.execution("GET");
		execution.select(new BackendSelection.Entity("missing", FabricOptions.NONE));

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> forwarder.forward(execution, ForwardOptions.DEFAULT).block());
	}

	@Test
	void aBudgetAllowsAFifthOfTheRequestsButAlwaysTheFloor() {
		AtomicLong time = new AtomicLong();
		RetryBudgets budgets = new RetryBudgets(new RetryBudgetRule(true, 20, Duration.ofSeconds(10), 3, true),
				time::get);

		assertThat(granted(budgets, 100)).isEqualTo(30);

		time.addAndGet(Duration.ofSeconds(11).toNanos());
		for (int i = 0; i < 1000; i++) {
			budgets.request("backend");
		}
		assertThat(granted(budgets, 1000)).isEqualTo(200);

		time.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(granted(budgets, 10)).isZero();

		time.addAndGet(Duration.ofSeconds(6).toNanos());
		assertThat(granted(budgets, 100)).isEqualTo(30);
	}

	@Test
	void underABudgetAFailingBackendSeesAtMostAFifthMoreThanTheClientsRequests() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> BackendError.CLOSED_BEFORE_RESPONSE);
		RequestForwarder forwarder = TestRequests.forwarder(client, this.target);

		for (int i = 0; i < 1000; i++) {
			PolicyExecution execution = TestRequests.execution("GET");
			assertThatExceptionOfType(PolicyException.class)
				.isThrownBy(() -> TestRequests.forward(forwarder, execution, FabricOptions.NONE));
		}

		assertThat(client.called.size()).isBetween(1001, 1200);
	}

	private static int granted(RetryBudgets budgets, int asked) {
		int granted = 0;
		for (int i = 0; i < asked; i++) {
			granted += budgets.tryResend("backend", io.selvage.gateway.target.ResendReason.POLICY) ? 1 : 0;
		}
		return granted;
	}

}
