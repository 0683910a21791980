package io.selvage.gateway.attempt;

import java.util.List;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.OutboundBody;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FabricTargetTests {

	private static final String A = "http://10.0.0.1:20008";

	private static final String B = "http://10.0.0.2:20008";

	private static final String C = "http://10.0.0.3:20008";

	private static final FabricOptions DEFAULT = new FabricOptions(null, null, null, "HttpServiceEndpoint", null);

	private static final FabricOptions SEED = new FabricOptions(
			TestRequests.expression("the seed's",
					(context) -> TestRequests.statusIsNot200(context)
							|| "BackendConnectionFailure".equals(TestRequests.reason(context))
							|| "Timeout".equals(TestRequests.reason(context))),
			null, null, "HttpServiceEndpoint", null);

	private final ScriptedResolver resolver = new ScriptedResolver(
			resolution(1, instance("10.0.0.1"), instance("10.0.0.2"), instance("10.0.0.3")));

	private final Ejections ejections = new Ejections(EjectionRule.DEFAULT, System::nanoTime);

	private final BackendBreaker breaker = new BackendBreaker("fabric", null, false, new MonotonicClock());

	private int maxRetries = 5;

	private @Nullable FabricServiceName service = FabricServiceName.of("fabric:/App/Svc");

	@Test
	void aFirstAnswerThatSatisfiesTheConditionNeedsOneAttempt() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		PolicyExecution execution = TestRequests.execution("GET");

		assertThat(TestRequests.forward(forwarder(client), execution, SEED)).isEqualTo(200);

		assertThat(client.called).hasSize(1);
		assertThat(this.resolver.reResolves).hasValue(0);
		assertThat(trace(execution)).containsOnlyOnce("Expression was successfully evaluated.");
	}

	@Test
	void aSecondAnswerThatSatisfiesItNeedsTwoAttemptsAndOneReResolve() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> (number == 1) ? 500 : 200);

		assertThat(call(client, "GET", SEED)).isEqualTo(200);

		assertThat(client.called).hasSize(2);
		assertThat(this.resolver.reResolves).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource(value = BackendError.class,
			names = { "CONNECT", "CONNECT_TIMEOUT", "TIMEOUT", "CLOSED_BEFORE_RESPONSE" })
	void theSeedsConditionTriesTheNextInstanceAfterAFailure(BackendError error) {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> endpoint.id().equals(A) ? error : 200);

		assertThat(call(client, "POST", SEED)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@Test
	void withoutConditionAnErrorStatusIsTheAnswer() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 503);

		assertThat(call(client, "GET", DEFAULT)).isEqualTo(503);

		assertThat(client.called).hasSize(1);
	}

	@Test
	void withoutConditionAnInstanceThatCannotBeReachedIsSkippedAndReported() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);

		assertThat(call(client, "POST", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
		assertThat(this.resolver.suspicions).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET,2", "PUT,2", "POST,1", "PATCH,1" })
	void withoutConditionWhatMayHaveBeenExecutedIsRepeatedOnlyIfIdempotent(String method, int attempts) {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> (number == 1) ? BackendError.CLOSED_BEFORE_RESPONSE : 200);

		if (attempts == 1) {
			assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> call(client, method, DEFAULT));
		}
		else {
			assertThat(call(client, method, DEFAULT)).isEqualTo(200);
		}

		assertThat(client.called).hasSize(attempts);
	}

	@Test
	void aConditionOfTheAuthorRepeatsEveryMethod() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> (number == 1) ? BackendError.CLOSED_BEFORE_RESPONSE : 200);

		assertThat(call(client, "POST", SEED)).isEqualTo(200);
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

		assertThat(TestRequests.forward(forwarder(client), execution, SEED)).isEqualTo(500);

		assertThat(client.called).hasSize(1);
		assertThat(trace(execution)).contains("The request body can no longer be sent");
	}

	@Test
	void theNumberOfAttemptsHasALimit() {
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);
		AttemptLimits limits = new AttemptLimits(4, AttemptLimits.DEFAULT.totalTime(), 1024);
		PolicyExecution execution = TestRequests.execution("GET");

		int status = TestRequests.forward(TestRequests.forwarder(client, target(), limits, RetryBudgetRule.DEFAULT),
				execution, SEED);

		assertThat(status).isEqualTo(500);
		assertThat(client.called).hasSize(4);
		assertThat(trace(execution)).contains("The request was sent 4 times, which is the limit.");
	}

	@Test
	void aSingleInstanceIsResolvedAgainBetweenTheRounds() {
		this.resolver.current = resolution(1, instance("10.0.0.1"));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);

		assertThat(call(client, "GET", SEED)).isEqualTo(500);

		assertThat(client.called).hasSize(6);
		assertThat(this.resolver.reResolves).hasValue(5);
	}

	@Test
	void withoutRetriesOfTheResolutionEachInstanceIsTriedOnce() {
		this.maxRetries = 0;
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);

		call(client, "GET", SEED);

		assertThat(client.called).containsExactly(A, B, C);
		assertThat(this.resolver.reResolves).hasValue(0);
	}

	@Test
	void theNextRoundUsesTheNewInstances() {
		this.resolver.refreshes = (previous) -> {
			this.resolver.current = resolution(2, instance("10.0.0.9"));
			return Mono.just(this.resolver.current);
		};
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().contains("10.0.0.9") ? 200 : BackendError.CONNECT);

		assertThat(call(client, "GET", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B, C, "http://10.0.0.9:20008");
	}

	@Test
	void anInstanceThatCouldNotBeReachedComesLastForTheNextRequests() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);
		FabricTarget target = target();

		for (int i = 0; i < 6; i++) {
			TestRequests.forward(TestRequests.forwarder(client, target), TestRequests.execution("GET"), DEFAULT);
		}

		assertThat(client.called).hasSize(7).containsOnlyOnce(A);
	}

	@Test
	void ejectedInstancesAreTriedIfNoOtherIsLeft() {
		List.of(A, B, C).forEach(this.ejections::eject);
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		assertThat(call(client, "GET", DEFAULT)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "none,10.0.0.1", "primary,10.0.0.1", "Primary,10.0.0.1" })
	void aStatefulServiceIsCalledAtItsPrimary(@Nullable String type, String host) {
		stateful();
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		call(client, "GET", new FabricOptions(null, null, null, "HttpServiceEndpoint", type));

		assertThat(client.called).containsExactly("http://" + host + ":20008");
	}

	@Test
	void secondariesAreCalledInTurnIfThePolicyWantsThem() {
		stateful();
		this.resolver.warm = true;
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		FabricTarget target = target();
		FabricOptions secondary = new FabricOptions(null, null, null, "HttpServiceEndpoint", "secondary");

		for (int i = 0; i < 3; i++) {
			TestRequests.forward(TestRequests.forwarder(client, target), TestRequests.execution("GET"), secondary);
		}

		assertThat(client.called).containsExactly(B, C, B);
	}

	@Test
	void aLostPrimaryIsAwaitedOnce() {
		this.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"));
		this.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);

		assertThat(call(client, "POST", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@ParameterizedTest
	@ValueSource(ints = { 410, 503 })
	void aPrimaryThatSaysItLeadsNoMoreIsAwaitedIfTheConditionIsNotContentWithThat(int status) {
		this.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"));
		this.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> endpoint.id().equals(A) ? status : 200);

		assertThat(call(client, "POST", SEED)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@Test
	void aPartitionWithoutPrimaryIsAwaitedAsWell() {
		this.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.3"));
		this.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		call(client, "POST", DEFAULT);

		assertThat(client.called).containsExactly(B);
	}

	@Test
	void theNamedServiceAndKeyAreResolved() {
		call(new ScriptedClient((endpoint, number) -> 200), "GET",
				new FabricOptions(null, "fabric:/App/Users/42", "42", "HttpServiceEndpoint", null));

		assertThat(this.resolver.services).containsExactly("fabric:/App/Users/42");
		assertThat(this.resolver.keys).containsExactly("42");
	}

	@Test
	void aMalformedServiceNameFailsTheRequest() {
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> call(new ScriptedClient((endpoint, number) -> 200), "GET",
					new FabricOptions(null, "http://nowhere", null, null, null)))
			.withMessageContaining("'http://nowhere' is no service name");
	}

	@Test
	void aBackendWithoutServiceAndAPolicyThatNamesNoneIsAnError() {
		this.service = null;

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> call(new ScriptedClient((endpoint, number) -> 200), "GET", DEFAULT))
			.withMessageContaining("sf-service-instance-name");
	}

	@Test
	void aListenerThatDoesNotExistIsNamedWithThoseThatDo() {
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> call(new ScriptedClient((endpoint, number) -> 200), "GET",
					new FabricOptions(null, null, null, "Admin", null)))
			.withMessageContaining("Admin")
			.withMessageContaining("HttpServiceEndpoint");
	}

	@Test
	void anUnreachableClusterIsAConnectionFailureAndAWrongKeyTheCallersFault() {
		this.resolver.failure = new FabricException.Unreachable("X", "refused", null);
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> call(new ScriptedClient((endpoint, number) -> 200), "GET", SEED))
			.satisfies((failure) -> assertThat(failure.error().reason()).isEqualTo("BackendConnectionFailure"))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(500));

		this.resolver.failure = new FabricException.InvalidPartitionKey("key 7 fits no partition");
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> call(new ScriptedClient((endpoint, number) -> 200), "GET", SEED))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(400));
	}

	@Test
	void aFailedReResolveDoesNotEndTheRound() {
		this.resolver.refreshes = (previous) -> Mono.error(new FabricException.Unreachable("X", "refused", null));
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(C) ? 200 : BackendError.CONNECT);

		assertThat(call(client, "GET", DEFAULT)).isEqualTo(200);
	}

	@Test
	void anOpenCircuitAnswers503WithoutAnAttempt() {
		this.breaker.trip(java.time.Duration.ofMinutes(1));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		assertThatExceptionOfType(PolicyException.class).isThrownBy(() -> call(client, "GET", SEED))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(503))
			.satisfies((failure) -> assertThat(failure.retryAfter()).isNotNull());

		assertThat(client.called).isEmpty();
	}

	private void stateful() {
		this.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"),
				endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.2"),
				endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.3"), endpoint(EndpointKind.UNKNOWN, "10.0.0.4"));
	}

	private int call(ScriptedClient client, String method, FabricOptions options) {
		return TestRequests.forward(forwarder(client), TestRequests.execution(method), options);
	}

	private RequestForwarder forwarder(ScriptedClient client) {
		return TestRequests.forwarder(client, target());
	}

	private FabricTarget target() {
		FabricBackend backend = new FabricBackend("fabric", TestRequests.transport("fabric"), this.service,
				"https://cluster:19080/", List.of("https://cluster:19080"), this.maxRetries);
		return new FabricTarget(backend, this.resolver, this.breaker, this.ejections, FabricTargetSettings.DEFAULT);
	}

	private static String trace(PolicyExecution execution) {
		return String.valueOf(execution.context().trace().entries());
	}

}
