package io.selvage.gateway.attempt;

import io.selvage.fabric.EndpointKind;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static io.selvage.gateway.attempt.FabricTargetStage.A;
import static io.selvage.gateway.attempt.FabricTargetStage.B;
import static io.selvage.gateway.attempt.FabricTargetStage.C;
import static io.selvage.gateway.attempt.FabricTargetStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricTargetStage.SEED;
import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which replica of a stateful service is called.
 */
class FabricReplicaTests {

	private final FabricTargetStage stage = new FabricTargetStage();

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "none,10.0.0.1", "primary,10.0.0.1", "Primary,10.0.0.1" })
	void aStatefulServiceIsCalledAtItsPrimary(@Nullable String type, String host) {
		this.stage.stateful();
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		this.stage.call(client, "GET", new FabricOptions(null, null, null, "HttpServiceEndpoint", type));

		assertThat(client.called).containsExactly("http://" + host + ":20008");
	}

	@Test
	void secondariesAreCalledInTurnIfThePolicyWantsThem() {
		this.stage.stateful();
		this.stage.resolver.warm = true;
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);
		FabricTarget target = this.stage.target();
		FabricOptions secondary = new FabricOptions(null, null, null, "HttpServiceEndpoint", "secondary");

		for (int i = 0; i < 3; i++) {
			TestRequests.forward(TestRequests.forwarder(client, target), TestRequests.execution("GET"), secondary);
		}

		assertThat(client.called).containsExactly(B, C, B);
	}

	@Test
	void aLostPrimaryIsAwaitedOnce() {
		this.stage.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"));
		this.stage.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);

		assertThat(this.stage.call(client, "POST", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@ParameterizedTest
	@ValueSource(ints = { 410, 503 })
	void aPrimaryThatSaysItLeadsNoMoreIsAwaitedIfTheConditionIsNotContentWithThat(int status) {
		this.stage.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"));
		this.stage.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> endpoint.id().equals(A) ? status : 200);

		assertThat(this.stage.call(client, "POST", SEED)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B);
	}

	@Test
	void aPartitionWithoutPrimaryIsAwaitedAsWell() {
		this.stage.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.3"));
		this.stage.resolver.newer = (previous) -> Mono
			.just(resolution(2, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.2")));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		this.stage.call(client, "POST", DEFAULT);

		assertThat(client.called).containsExactly(B);
	}

}
