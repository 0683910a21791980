package io.selvage.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A whole gateway in a company with an authority of its own: the settings that name it
 * reach everybody who calls on the gateway's behalf. The wrong peers of each are tried
 * where it is made.
 */
class OwnCallsTlsTests {

	private static TestGateway gateway;

	private static DisposableServer server;

	private static String token;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
		SignedJWT signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
				new JWTClaimsSet.Builder().issuer("https://issuer.example")
					.audience("selvage")
					.subject("ada")
					.claim("roles", java.util.List.of("reader", "contributor", "secret-reader"))
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.build());
		signed.sign(new RSASSASigner(key));
		token = signed.serialize();
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		server = server(authority.issue(CertificateRequest.of("here", "127.0.0.1")),
				new JWKSet(key.toPublicJWK()).toString());
		String url = "https://127.0.0.1:" + server.port();
		gateway = TestGateway.start("spring.ssl.bundle.pem.company.truststore.certificate=" + file(folder, authority),
				"selvage.management.jwt.issuer=https://issuer.example", "selvage.management.jwt.audience=selvage",
				"selvage.management.jwt.jwks=" + url + "/keys", "selvage.management.jwt.ssl-bundle=company",
				"selvage.management.links.ssl-bundle=company", "selvage.identity.endpoint=" + url + "/identity",
				"selvage.identity.secret=s", "selvage.identity.ssl-bundle=company",
				"selvage.catalog.key-vault.azure.domains=0.0.1", "selvage.catalog.key-vault.azure.ssl-bundle=company",
				"selvage.catalog.key-vault.vault.address=" + url, "selvage.catalog.key-vault.vault.token=t",
				"selvage.catalog.key-vault.vault.ssl-bundle=company");
	}

	private static Path file(Path folder, CertificateIdentity authority) throws IOException {
		return Files.writeString(folder.resolve("company.pem"), authority.certificatePem());
	}

	private static DisposableServer server(CertificateIdentity identity, String keys) {
		return HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.secure((spec) -> spec.sslContext(Http11SslContextSpec.forServer(identity.privateKey(),
					identity.chain().toArray(X509Certificate[]::new))))
			.route((routes) -> routes.get("/keys", (request, response) -> response.sendString(Mono.just(keys)))
				.get("/identity", (request,
						response) -> response.sendString(Mono.just("{\"access_token\":\"of us\",\"expires_on\":\""
								+ Instant.now().plusSeconds(3600).getEpochSecond() + "\"}")))
				.get("/policy.xml",
						(request,
								response) -> response.sendString(Mono.just("<policies><inbound><return-response>"
										+ "<set-status code=\"204\" /></return-response></inbound></policies>")))
				.get("/v1/kv/app", (request, response) -> response.sendString(Mono.just("{\"data\":{\"p\":\"kept\"}}")))
				.get("/secrets/{name}", (request, response) -> request.requestHeaders()
					.contains("Authorization", "Bearer of us", false)
							? response.sendString(Mono.just("{\"value\":\"kept\"}"))
							: response.status(401)
								.header("WWW-Authenticate",
										"Bearer authorization=\"https://login.example/t\", resource=\"https://0.0.1\"")
								.send()))
			.bindNow();
	}

	@AfterAll
	static void stop() {
		gateway.close();
		server.disposeNow();
	}

	private static HttpResponse<String> manage(String method, String path, String body) {
		return gateway.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort()
					+ "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/"
					+ "Microsoft.ApiManagement/service/svc" + path + "?api-version=2024-05-01"))
			.header("Authorization", "Bearer " + token)
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	@Test
	void aTokenIsBelievedWhoseKeysTheCompanysServerHas() {
		assertThat(manage("GET", "/apis", "").statusCode()).isEqualTo(200);
	}

	@Test
	void anIdentityComesFromTheCompanysServer() {
		gateway.api("identity", "identity", null,
				"<policies><inbound><authentication-managed-identity resource=\"https://r\" "
						+ "output-token-variable-name=\"t\" /><return-response><set-body>"
						+ "@((string)context.Variables[\"t\"])</set-body></return-response></inbound></policies>");
		assertThat(gateway.get("/identity/x").body()).isEqualTo("of us");
	}

	@ParameterizedTest
	@ValueSource(strings = { "vault:kv/app#p", "https://127.0.0.1:{port}/secrets/app" })
	void aSecretComesFromTheCompanysVaults(String identifier) {
		HttpResponse<String> put = manage("PUT", "/namedValues/kept",
				"{\"properties\":{\"displayName\":\"kept\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\""
						+ identifier.replace("{port}", Integer.toString(server.port())) + "\"}}}");
		assertThat(put.statusCode()).as(put.body()).isIn(200, 201);
		assertThat(manage("POST", "/namedValues/kept/listValue", "").body()).contains("\"kept\"");
		manage("DELETE", "/namedValues/kept", "");
	}

	@Test
	void aLinkLeadsToTheCompanysServer() {
		gateway.api("linked", "linked", null, null);
		HttpResponse<String> put = manage("PUT", "/apis/linked/policies/policy",
				"{\"properties\":{\"format\":\"rawxml-link\",\"value\":" + "\"https://127.0.0.1:" + server.port()
						+ "/policy.xml\"}}");
		assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
		assertThat(gateway.get("/linked/x").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "selvage.identity", "selvage.management.links", "selvage.redis",
			"selvage.catalog.key-vault.azure" })
	void aBundleThatIsNoneStopsTheStart(String setting) {
		assertThatThrownBy(() -> TestGateway.start("selvage.identity.endpoint=https://here",
				"selvage.redis.url=rediss://here", setting + ".ssl-bundle=other"))
			.hasStackTraceContaining(setting + ".ssl-bundle: there is no 'other' in spring.ssl.bundle");
	}

}
