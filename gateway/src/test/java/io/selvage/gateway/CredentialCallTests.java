package io.selvage.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.runtime.GatewayRuntime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the entity of a backend adds to requests, named values filled in, and that nobody
 * sees it but the backend.
 */
class CredentialCallTests {

	private static final List<String> received = new CopyOnWriteArrayList<>();

	private static final Set<String> probes = ConcurrentHashMap.newKeySet();

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
			if (request.uri().startsWith("/base/alive")) {
				probes.add(request.uri() + " authorization=" + request.requestHeaders().getAll("Authorization"));
				return response.sendString(Mono.just("ok"));
			}
			received.add(request.uri() + " key=" + request.requestHeaders().getAll("X-Key") + " authorization="
					+ request.requestHeaders().getAll("Authorization"));
			return response.sendString(Mono.just("ok"));
		}).bindNow();
		gateway = TestGateway.start(List.of(Identities.class), "selvage.trace.enabled=true",
				"selvage.health.probes.all.path=/alive", "selvage.health.probes.all.interval=100ms",
				"selvage.health.probes.identity.path=/alive", "selvage.health.probes.identity.interval=100ms");
		gateway.put("/namedValues/k", "{\"displayName\":\"the-key\",\"value\":\"canary-header\",\"secret\":true}",
				"/namedValues/q", "{\"displayName\":\"the-code\",\"value\":\"canary query&\",\"secret\":true}",
				"/namedValues/a", "{\"displayName\":\"the-token\",\"value\":\"canary-authorization\",\"secret\":true}");
		backend("all", """
				{"header":{"X-Key":["{{the-key}}","second"]},"query":{"code":["{{the-code}}"]},
				"authorization":{"scheme":"Basic","parameter":"{{the-token}}"}}""");
		gateway.put("/namedValues/s", "{\"displayName\":\"the-scheme\",\"value\":\"Custom\"}", "/namedValues/b",
				"{\"displayName\":\"two-lines\",\"value\":\"canary-1\\ncanary-2\",\"secret\":true}");
		backend("scheme", "{\"authorization\":{\"scheme\":\"{{the-scheme}}\",\"parameter\":\"{{the-token}}\"}}");
		backend("broken", "{\"header\":{\"X-Key\":[\"{{two-lines}}\"]}}");
		backend("missing", "{\"header\":{\"X-Key\":[\"{{no-such-value}}\"]}}");
		backend("identity", "{\"managedIdentity\":{\"resource\":\"https://resource\",\"clientId\":\"me\"},"
				+ "\"authorization\":{\"scheme\":\"Basic\",\"parameter\":\"less\"}}");
	}

	private static void backend(String id, String credentials) {
		gateway.put("/backends/" + id, "{\"url\":\"http://127.0.0.1:" + backend.port()
				+ "/base\",\"protocol\":\"http\",\"credentials\":" + credentials + "}");
		gateway.api(id, id, null, "<policies><inbound><base /><set-backend-service backend-id=\"" + id + "\" />"
				+ "<set-header name=\"X-Key\" exists-action=\"override\"><value>policy</value></set-header></inbound>"
				+ "<backend><base /></backend></policies>");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@BeforeEach
	void forget() {
		received.clear();
	}

	@Test
	void theEntitysValuesReplaceThoseOfClientAndPolicyAndNoTraceShowsThem() {
		HttpResponse<String> response = gateway.get("/all/x?a=1&code=clients", "X-Key", "clients", "Authorization",
				"Bearer clients", "Ocp-Apim-Trace", "true");

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(received).containsExactly("/base/x?a=1&code=canary+query%26 key=[canary-header, second] "
				+ "authorization=[Basic canary-authorization]");
		String trace = gateway
			.send(HttpRequest
				.newBuilder(URI.create(response.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow()))
				.build())
			.body();
		assertThat(trace).contains("/base/x").doesNotContain("canary");
	}

	@Test
	void aNamedValueThatIsMissingFailsTheBackendWithoutACall() {
		assertThat(gateway.get("/missing/x").statusCode()).isEqualTo(500);
		assertThat(received).isEmpty();
	}

	@Test
	void theSchemeOfAnAuthorizationMayBeANamedValueToo() {
		gateway.get("/scheme/x");
		assertThat(received).singleElement().asString().endsWith("authorization=[Custom canary-authorization]");
	}

	@Test
	void aNamedValueThatNoHeaderCanHoldFailsTheBackendWithoutACallAndIsToldOfWithoutItsValue() {
		assertThat(gateway.get("/broken/x").statusCode()).isEqualTo(500);
		assertThat(received).isEmpty();
		assertThat(gateway.bean(GatewayRuntime.class).problem("broken")).contains("'X-Key'", "0xa")
			.doesNotContain("canary");
	}

	@Test
	void aNamedValueThatChangesIsUsedByTheNextRequest() {
		gateway.put("/namedValues/k", "{\"displayName\":\"the-key\",\"value\":\"changed\",\"secret\":true}");
		gateway.get("/all/x");
		assertThat(received).singleElement().asString().contains("key=[changed, second]");
		gateway.put("/namedValues/k", "{\"displayName\":\"the-key\",\"value\":\"canary-header\",\"secret\":true}");
	}

	@Test
	void aManagedIdentitysTokenWinsOverEveryOtherAuthorization() {
		gateway.get("/identity/x", "Authorization", "Bearer clients");
		gateway.get("/identity/x");
		assertThat(received).hasSize(2)
			.allSatisfy((one) -> assertThat(one).endsWith("authorization=[Bearer token-of-me-for-https://resource]"));
	}

	@Test
	void probesHaveTheCredentialsOfTheBackendToo() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(probes).contains(
					"/base/alive?code=canary+query%26 authorization=[Basic canary-authorization]",
					"/base/alive authorization=[Bearer token-of-me-for-https://resource]"));
	}

	/**
	 * Gives tokens.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Identities {

		@Bean
		IdentityTokens identityTokens() {
			return (wanted) -> Mono.just(new IdentityTokens.Token(
					"token-of-" + wanted.clientId() + "-for-" + wanted.resource(), Instant.now().plusSeconds(3600)));
		}

	}

}
