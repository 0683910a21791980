package io.selvage.gateway.attempt;

import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.instance.ReceivedRequest;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BearerToken;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.forward.TransportSpec.Credentials;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.SingleTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTests {

	private final SimulatedCluster cluster = SimulatedCluster.builder()
		.application("App",
				(app) -> app.stateless("Svc", (svc) -> svc.singleton().instances(1).listener("http", Scheme.HTTP)))
		.start();

	private final SimulatedInstance backend = this.cluster.service("App/Svc").instances().get(0);

	private final LiveGateway gateway = new LiveGateway();

	@AfterEach
	void close() {
		this.gateway.close();
		this.cluster.close();
	}

	@Test
	void headersQueryAndAuthorizationReplaceWhatTheClientSent() {
		LiveGateway.Answer answer = call(
				new Credentials(Map.of("X-Key", List.of("canary-1")),
						Map.of("code", List.of("canary 2&"), "k2", List.of("canary-3")), "Basic canary-4"),
				"http://gateway/api/values?a=1&code=clients&b=%20&CODE=clients&c%6fde=clients");

		ReceivedRequest received = this.backend.requests().get(0);
		assertThat(received.uri()).startsWith("/api/values?a=1&b=%20&")
			.contains("code=canary+2%26", "k2=canary-3")
			.doesNotContain("clients");
		assertThat(received.header("X-Key")).contains("canary-1");
		assertThat(received.header("Authorization")).contains("Basic canary-4");
		assertThat(String.valueOf(answer.execution().context().trace().entries())).doesNotContain("canary");
	}

	@Test
	void aTokenIsFetchedForTheFirstRequestAndSentWithEach() {
		Token token = new Token("canary-token");
		Credentials credentials = new Credentials(Map.of(), Map.of(), null, token);

		call(credentials, "http://gateway/api/values");
		LiveGateway.Answer answer = call(credentials, "http://gateway/api/values");

		assertThat(this.backend.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.header("Authorization")).contains("Bearer canary-token"));
		assertThat(token.fetches).isEqualTo(1);
		assertThat(String.valueOf(answer.execution().context().trace().entries())).doesNotContain("canary");
	}

	@Test
	void withoutATokenNothingIsSent() {
		Credentials credentials = new Credentials(Map.of(), Map.of(), null, new Token(null));

		assertThat(call(credentials, "http://gateway/api/values").status()).isEqualTo(500);

		assertThat(this.backend.requestCount()).isZero();
	}

	private LiveGateway.Answer call(Credentials credentials, String url) {
		TransportSpec plain = TransportSpec.plain("backend");
		Endpoint endpoint = new Endpoint(MessageUrl.parse(this.backend.url("http").toString()), "backend",
				this.gateway.transport(new TransportSpec("backend", credentials, plain.tls(), null)),
				Endpoint.FORWARD_REQUEST);
		return this.gateway.call(new SingleTarget(endpoint, null), url, FabricOptions.NONE);
	}

	private static final class Token implements BearerToken {

		private final @Nullable String value;

		private @Nullable String known;

		private int fetches;

		Token(@Nullable String value) {
			this.value = value;
		}

		@Override
		public @Nullable String current() {
			return this.known;
		}

		@Override
		public Mono<String> fetch() {
			return Mono.defer(() -> {
				this.fetches++;
				this.known = this.value;
				return (this.value != null) ? Mono.just(this.value)
						: Mono.error(new IllegalStateException("no identity"));
			});
		}

	}

}
