package io.selvage.gateway.attempt;

import io.selvage.fabric.FabricException;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyException;
import org.junit.jupiter.api.Test;

import static io.selvage.gateway.attempt.FabricTargetStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricTargetStage.SEED;
import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which service, partition and listener is meant, and what is said if there is none.
 */
class FabricServiceNameTests {

	private final FabricTargetStage stage = new FabricTargetStage();

	@Test
	void theNamedServiceAndKeyAreResolved() {
		this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET",
				new FabricOptions(null, "fabric:/App/Users/42", "42", "HttpServiceEndpoint", null));

		assertThat(this.stage.resolver.services).containsExactly("fabric:/App/Users/42");
		assertThat(this.stage.resolver.keys).containsExactly("42");
	}

	@Test
	void aMalformedServiceNameFailsTheRequest() {
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET",
					new FabricOptions(null, "http://nowhere", null, null, null)))
			.withMessageContaining("'http://nowhere' is no service name");
	}

	@Test
	void aBackendWithoutServiceAndAPolicyThatNamesNoneIsAnError() {
		this.stage.service = null;

		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET", DEFAULT))
			.withMessageContaining("sf-service-instance-name");
	}

	@Test
	void aListenerThatDoesNotExistIsNamedWithThoseThatDo() {
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET",
					new FabricOptions(null, null, null, "Admin", null)))
			.withMessageContaining("Admin")
			.withMessageContaining("HttpServiceEndpoint");
	}

	@Test
	void anUnreachableClusterIsAConnectionFailureAndAWrongKeyTheCallersFault() {
		this.stage.resolver.failure = new FabricException.Unreachable("X", "refused", null);
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET", SEED))
			.satisfies((failure) -> assertThat(failure.error().reason()).isEqualTo("BackendConnectionFailure"))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(500));

		this.stage.resolver.failure = new FabricException.InvalidPartitionKey("key 7 fits no partition");
		assertThatExceptionOfType(PolicyException.class)
			.isThrownBy(() -> this.stage.call(new ScriptedClient((endpoint, number) -> 200), "GET", SEED))
			.satisfies((failure) -> assertThat(failure.status()).isEqualTo(400));
	}

}
