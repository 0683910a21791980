package io.selvage.catalog.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.HttpData;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets are fetched from where they are kept, and from nowhere else.
 */
class SecretSourceTests {

	@TempDir
	private Path folder;

	private final List<String> tokensSeen = new CopyOnWriteArrayList<>();

	private volatile String validToken = "token-1";

	private volatile String resource = "https://vault.azure.net";

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> routes
			.get("/v1/secret/data/app",
					(request, response) -> "token-1".equals(request.requestHeaders().get("X-Vault-Token"))
							? response.sendString(Mono.just("{\"data\":{\"data\":{\"p\":\"v2\"},\"metadata\":{}}}"))
							: response.status(403).send())
			.get("/secrets/{name}", this::keyVault)
			.post("/tenant-1/oauth2/v2.0/token", SecretSourceTests::authority)
			.get("/v1/kv/app", (request, response) -> response.sendString(Mono.just("{\"data\":{\"p\":\"v1\"}}"))))
		.bindNow();

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	void aFileIsReadWithoutItsLastLineEnd() throws IOException {
		Files.writeString(this.folder.resolve("password"), "geheim\n");
		expect(new FileSecretSource(this.folder), "file:password", "geheim");
		expect(new FileSecretSource(this.folder), "file://" + this.folder.resolve("password"), "geheim");
	}

	@Test
	void aFileOutsideTheFolderIsRefusedEvenThroughALink() throws IOException {
		Path secrets = Files.createDirectory(this.folder.resolve("secrets"));
		Path outside = Files.writeString(this.folder.resolve("other"), "x");
		Files.createSymbolicLink(secrets.resolve("link"), outside);
		FileSecretSource source = new FileSecretSource(secrets);
		refuse(source, "file:../other", "outside the folder");
		refuse(source, "file:" + outside, "outside the folder");
		refuse(source, "file:link", "outside the folder");
	}

	@Test
	void aVariableNeedsThePrefix() {
		EnvironmentSecretSource source = new EnvironmentSecretSource(
				Map.of("SECRET_A", "geheim", "SELVAGE_ENCRYPTION_KEY", "k"), "SECRET_");
		expect(source, "env:SECRET_A", "geheim");
		refuse(source, "env:SELVAGE_ENCRYPTION_KEY", "does not begin with");
		refuse(source, "env:SECRET_B", "no variable");
	}

	@Test
	void bothVersionsOfVaultsEngineAreRead() {
		VaultSecretSource source = new VaultSecretSource(client(), () -> "token-1");
		expect(source, "vault:secret/data/app#p", "v2");
		expect(source, "vault:kv/app#p", "v1");
		refuse(source, "vault:kv/app#q", "no text of that name");
		refuse(source, "vault:kv/app", "PATH#FIELD");
		refuse(source, "vault:kv/missing#p", "404");
	}

	@Test
	void aRefusedTokenIsSaid() {
		refuse(new VaultSecretSource(client(), () -> "token-2"), "vault:secret/data/app#p", "403");
	}

	@Test
	void whatIsNotTextIsReadAsItsBase64() throws IOException {
		byte[] binary = { 0x30, (byte) 0x82, 0x01, (byte) 0xff };
		Files.write(this.folder.resolve("cert.pfx"), binary);
		expect(new FileSecretSource(this.folder), "file:cert.pfx", Base64.getEncoder().encodeToString(binary));
	}

	@Test
	void keyVaultIsReadWithTheTokenItsChallengeAsksForUntilThatIsRefused() {
		List<AccessTokens.Wanted> asked = new ArrayList<>();
		AzureKeyVaultSecretSource source = azure((wanted) -> {
			asked.add(wanted);
			return Mono.just("token-" + asked.size());
		});
		expect(source, "https://v1.vault.azure.net/secrets/app", "value of app by token-1");
		expect(source, "https://v1.vault.azure.net/secrets/app/", "value of app by token-1");
		assertThat(asked).containsExactly(
				new AccessTokens.Wanted("https://login.example/tenant-1", "https://vault.azure.net", null));
		this.validToken = "token-2";
		expect(source, "https://v1.vault.azure.net/secrets/app", "value of app by token-2");
		assertThat(asked).hasSize(2);
		refuse(source, "https://v1.vault.azure.net/secrets/gone", "404");
	}

	@Test
	void keyVaultIsNotSentATokenThatIsMeantForSomethingElse() {
		AzureKeyVaultSecretSource source = azure((wanted) -> Mono.just("token-1"));
		refuse(source, "https://v1.vault.azure.net.evil.example/secrets/app", "not in a domain of Azure Key Vault");
		this.resource = "https://management.azure.com";
		refuse(source, "https://v1.vault.azure.net/secrets/app", "another domain: management.azure.com");
		assertThat(this.tokensSeen).isEmpty();
	}

	@Test
	void anApplicationGetsItsTokenWithItsSecret() {
		AccessTokens tokens = new ClientCredentials(client(), "app-id", Secret.of("app secret"));
		StepVerifier
			.create(tokens.token(new AccessTokens.Wanted("http://127.0.0.1:" + this.server.port() + "/tenant-1",
					"https://vault.azure.net", null)))
			.expectNext("token of app-id for https://vault.azure.net/.default")
			.verifyComplete();
	}

	/** Azure's hosts lead to the loopback server. */
	private AzureKeyVaultSecretSource azure(AccessTokens tokens) {
		WebClient client = WebClient.builder().filter((request, next) -> {
			URI uri = request.url();
			return next.exchange(ClientRequest.from(request)
				.url(URI.create("http://127.0.0.1:" + this.server.port() + uri.getRawPath() + "?" + uri.getRawQuery()))
				.build());
		}).build();
		return new AzureKeyVaultSecretSource(client, tokens, List.of());
	}

	private Mono<Void> keyVault(HttpServerRequest request, HttpServerResponse response) {
		String authorization = request.requestHeaders().get("Authorization");
		if (authorization != null) {
			this.tokensSeen.add(authorization);
		}
		if (!("Bearer " + this.validToken).equals(authorization)) {
			return response.status(401)
				.header("WWW-Authenticate",
						"Bearer authorization=\"https://login.example/tenant-1\", resource=\"" + this.resource + "\"")
				.send();
		}
		String name = request.param("name");
		boolean known = "app".equals(name) && request.uri().endsWith("?api-version=7.4");
		return known
				? response.sendString(Mono.just("{\"value\":\"value of app by " + this.validToken + "\",\"id\":\"x\"}"))
					.then()
				: response.status(404).send();
	}

	private static Mono<Void> authority(HttpServerRequest request, HttpServerResponse response) {
		return request.receiveForm()
			.collectMap(HttpData::getName, SecretSourceTests::text)
			.flatMap(
					(form) -> ("client_credentials".equals(form.get("grant_type")) && "app secret"
						.equals(form.get("client_secret")))
								? response
									.sendString(Mono.just("{\"access_token\":\"token of " + form.get("client_id")
											+ " for " + form.get("scope") + "\"}"))
									.then()
								: response.status(400).send());
	}

	private static String text(HttpData data) {
		try {
			return ((Attribute) data).getValue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private WebClient client() {
		return WebClient.create("http://127.0.0.1:" + this.server.port());
	}

	private static void expect(SecretSource source, String identifier, String secret) {
		StepVerifier.create(source.fetch(new KeyVaultReference(identifier, null)))
			.expectNext(Secret.of(secret))
			.verifyComplete();
	}

	private static void refuse(SecretSource source, String identifier, String reason) {
		StepVerifier.create(source.fetch(new KeyVaultReference(identifier, null)))
			.verifyErrorMatches(
					(error) -> error instanceof SecretException && String.valueOf(error.getMessage()).contains(reason));
	}

}
