package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares a call with what was recorded of Azure API Management: three instances that
 * answer 204 to a condition that wants 200.
 */
class RecordedFabricCallTests {

	private static final FabricOptions RECORDED = new FabricOptions(
			TestRequests.expression("context.Response.StatusCode != 200", TestRequests::statusIsNot200), null, null,
			"HttpServiceEndpoint", null);

	private final ScriptedResolver resolver = new ScriptedResolver(
			resolution(35, instance("10.0.0.4"), instance("10.0.0.6"), instance("10.0.0.5")));

	private final ScriptedClient client = new ScriptedClient((endpoint, number) -> 204);

	private RequestForwarder forwarder;

	@BeforeEach
	void build() {
		FabricBackend backend = new FabricBackend("sfbackend", TestRequests.transport("sfbackend"),
				FabricServiceName.of("fabric:/App/Svc"), "https://cluster:19080/", List.of("https://cluster:19080"), 5);
		FabricTarget target = new FabricTarget(backend, this.resolver,
				new BackendBreaker("sfbackend", null, false, new MonotonicClock()),
				new Ejections(EjectionRule.DEFAULT, System::nanoTime), FabricTargetSettings.DEFAULT);
		this.forwarder = TestRequests.forwarder(this.client, target);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 30 })
	void theTraceIsTheRecordedOneWhereverTheReResolvesEnd(int resolveMillis) {
		this.client.latency = Duration.ofMillis(5);
		this.resolver.refreshes = (previous) -> Mono.delay(Duration.ofMillis(resolveMillis))
			.thenReturn(this.resolver.current);
		PolicyExecution execution = TestRequests.execution("GET");

		int status = TestRequests.forward(this.forwarder, execution, RECORDED);

		assertThat(status).isEqualTo(204);
		assertThat(execution.context().trace()).isNotNull();
		RecordedCall.assertSame(execution.context()
			.trace()
			.entries()
			.stream()
			.map((entry) -> RecordedCall.facts(entry.source(), (Map<?, ?>) entry.data()))
			.toList());
	}

	@Test
	void eighteenAttemptsOneResolveFiveReResolvesAndEveryAnswerButTheLastGivenUp() {
		TestRequests.forward(this.forwarder, TestRequests.execution("GET"), RECORDED);

		assertThat(this.client.called).hasSize(18);
		assertThat(this.resolver.resolves).hasValue(1);
		assertThat(this.resolver.reResolves).hasValue(5);
		assertThat(this.client.discarded).hasValue(17);
	}

	@Test
	void theNextRequestBeginsWithTheNextInstance() {
		this.resolver.warm = true;
		FabricOptions once = new FabricOptions(null, null, null, "HttpServiceEndpoint", null);

		for (int i = 0; i < 4; i++) {
			TestRequests.forward(this.forwarder, TestRequests.execution("GET"), once);
		}

		assertThat(this.client.called).containsExactly("http://10.0.0.4:20008", "http://10.0.0.6:20008",
				"http://10.0.0.5:20008", "http://10.0.0.4:20008");
	}

}
