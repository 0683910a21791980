package io.selvage.gateway.attempt;

import java.util.List;

import io.selvage.fabric.FabricException;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.selvage.gateway.attempt.FabricTargetStage.A;
import static io.selvage.gateway.attempt.FabricTargetStage.B;
import static io.selvage.gateway.attempt.FabricTargetStage.C;
import static io.selvage.gateway.attempt.FabricTargetStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricTargetStage.SEED;
import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * In which order instances are tried, and what is asked between the rounds.
 */
class FabricRoundTests {

	private final FabricTargetStage stage = new FabricTargetStage();

	@Test
	void aSingleInstanceIsResolvedAgainBetweenTheRounds() {
		this.stage.resolver.current = resolution(1, instance("10.0.0.1"));
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);

		assertThat(this.stage.call(client, "GET", SEED)).isEqualTo(500);

		assertThat(client.called).hasSize(6);
		assertThat(this.stage.resolver.reResolves).hasValue(5);
	}

	@Test
	void withoutRetriesOfTheResolutionEachInstanceIsTriedOnce() {
		this.stage.maxRetries = 0;
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 500);

		this.stage.call(client, "GET", SEED);

		assertThat(client.called).containsExactly(A, B, C);
		assertThat(this.stage.resolver.reResolves).hasValue(0);
	}

	@Test
	void theNextRoundUsesTheNewInstances() {
		this.stage.resolver.refreshes = (previous) -> {
			this.stage.resolver.current = resolution(2, instance("10.0.0.9"));
			return Mono.just(this.stage.resolver.current);
		};
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().contains("10.0.0.9") ? 200 : BackendError.CONNECT);

		assertThat(this.stage.call(client, "GET", DEFAULT)).isEqualTo(200);

		assertThat(client.called).containsExactly(A, B, C, "http://10.0.0.9:20008");
	}

	@Test
	void anInstanceThatCouldNotBeReachedComesLastForTheNextRequests() {
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(A) ? BackendError.CONNECT : 200);
		FabricTarget target = this.stage.target();

		for (int i = 0; i < 6; i++) {
			TestRequests.forward(TestRequests.forwarder(client, target), TestRequests.execution("GET"), DEFAULT);
		}

		assertThat(client.called).hasSize(7).containsOnlyOnce(A);
	}

	@Test
	void ejectedInstancesAreTriedIfNoOtherIsLeft() {
		List.of(A, B, C).forEach(this.stage.ejections::eject);
		ScriptedClient client = new ScriptedClient((endpoint, number) -> 200);

		assertThat(this.stage.call(client, "GET", DEFAULT)).isEqualTo(200);
	}

	@Test
	void aFailedReResolveDoesNotEndTheRound() {
		this.stage.resolver.refreshes = (previous) -> Mono.error(new FabricException.Unreachable("X", "refused", null));
		ScriptedClient client = new ScriptedClient(
				(endpoint, number) -> endpoint.id().equals(C) ? 200 : BackendError.CONNECT);

		assertThat(this.stage.call(client, "GET", DEFAULT)).isEqualTo(200);
	}

}
