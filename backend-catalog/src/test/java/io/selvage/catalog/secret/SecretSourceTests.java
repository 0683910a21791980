package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/**
 * Secrets are fetched from where they are kept, and from nowhere else.
 */
class SecretSourceTests {

	@TempDir
	private Path folder;

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> routes
			.get("/v1/secret/data/app",
					(request, response) -> "token-1".equals(request.requestHeaders().get("X-Vault-Token"))
							? response.sendString(Mono.just("{\"data\":{\"data\":{\"p\":\"v2\"},\"metadata\":{}}}"))
							: response.status(403).send())
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
