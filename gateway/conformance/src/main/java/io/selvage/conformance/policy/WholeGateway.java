package io.selvage.conformance.policy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.GatewayApplication;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The gateway as it is delivered, on a free port with TLS, its catalog a temporary
 * directory.
 */
final class WholeGateway implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ConfigurableApplicationContext application;

	private final Path directory;

	private final SslContext trust;

	private WholeGateway(ConfigurableApplicationContext application, Path directory, SslContext trust) {
		this.application = application;
		this.directory = directory;
		this.trust = trust;
	}

	static WholeGateway start(VectorCatalog catalog) throws IOException {
		Path directory = Files.createTempDirectory("conformance-gateway");
		try {
			CertificateIdentity identity = CertificateIdentity
				.selfSigned(CertificateRequest.of("localhost", "localhost", "127.0.0.1"));
			Path certificate = Files.writeString(directory.resolve("certificate.pem"), identity.certificatePem());
			Path key = Files.writeString(directory.resolve("key.pem"), identity.privateKeyPem());
			Path entities = Files.createDirectory(directory.resolve("catalog"));
			catalog.write(entities);
			SslContext trust = SslContextBuilder.forClient().trustManager(identity.certificate()).build();
			ConfigurableApplicationContext application = new SpringApplication(GatewayApplication.class).run(
					"--server.port=0", "--server.address=127.0.0.1", "--management.server.port=0",
					"--management.server.address=127.0.0.1", "--server.ssl.certificate=" + certificate.toUri(),
					"--server.ssl.certificate-private-key=" + key.toUri(), "--management.server.ssl.enabled=false",
					"--server.shutdown=immediate", "--selvage.listener.drain-notice=0s",
					"--selvage.catalog.directory=" + entities, "--selvage.catalog.store.type=none",
					"--spring.jmx.enabled=false", "--logging.level.root=ERROR");
			return new WholeGateway(application, directory, trust);
		}
		catch (IOException | RuntimeException ex) {
			FileSystemUtils.deleteRecursively(directory);
			throw ex;
		}
	}

	/**
	 * Sends a request as a client would that resolved the URL's host to this gateway.
	 */
	GatewayResponse send(String method, URI url, MessageHeaders headers, byte[] body) {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return Objects.requireNonNull(
				HttpClient.newConnection().secure((spec) -> spec.sslContext(this.trust)).headers((fields) -> {
					headers.forEach(fields::add);
					fields.set("Host", url.getRawAuthority());
					if (body.length > 0) {
						fields.set("Content-Length", body.length);
					}
				})
					.request(HttpMethod.valueOf(method))
					.uri("https://127.0.0.1:" + port + url.getRawPath() + query)
					.send((request, outbound) -> outbound.sendByteArray(Mono.just(body)))
					.responseSingle(
							(response, content) -> content.asByteArray().defaultIfEmpty(new byte[0]).map((bytes) -> {
								ListHeaders answered = new ListHeaders();
								response.responseHeaders()
									.forEach((field) -> answered.add(field.getKey(), field.getValue()));
								return new GatewayResponse(response.status().code(), response.status().reasonPhrase(),
										answered, MessageBody.of(bytes));
							}))
					.block(PATIENCE));
	}

	@Override
	public void close() throws IOException {
		this.application.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
