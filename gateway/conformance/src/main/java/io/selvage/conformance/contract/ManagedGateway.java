package io.selvage.conformance.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.security.AccessToken;
import io.selvage.gateway.GatewayApplication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The gateway as it is delivered, with the embedded store, and a caller of its management
 * API who may do everything.
 */
final class ManagedGateway implements AutoCloseable {

	/** A service of any name is answered. */
	static final String SERVICE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1"
			+ "/providers/Microsoft.ApiManagement/service/apimService1";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConfigurableApplicationContext application;

	private final Path folder;

	private final String token;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private ManagedGateway(ConfigurableApplicationContext application, Path folder, String token) {
		this.application = application;
		this.folder = folder;
		this.token = token;
	}

	static ManagedGateway start() throws IOException {
		Path folder = Files.createTempDirectory("conformance-management");
		String token = AccessToken.generate();
		try {
			return new ManagedGateway(new SpringApplication(GatewayApplication.class).run("--server.port=0",
					"--server.address=127.0.0.1", "--management.server.port=0", "--management.server.address=127.0.0.1",
					"--server.shutdown=immediate", "--selvage.listener.drain-notice=0s",
					"--selvage.catalog.store.folder=" + folder, "--selvage.management.token=" + token,
					"--spring.jmx.enabled=false", "--logging.level.root=ERROR"), folder, token);
		}
		catch (RuntimeException ex) {
			FileSystemUtils.deleteRecursively(folder);
			throw ex;
		}
	}

	/** Where the management API is, without a slash at the end. */
	String endpoint() {
		return "http://127.0.0.1:" + this.application.getEnvironment().getRequiredProperty("local.management.port");
	}

	String token() {
		return this.token;
	}

	/** Goes back to the empty catalog. */
	void clear() {
		Answer answer = call("POST", SERVICE + "/revisions/0/rollback?api-version=2024-05-01", null, Map.of());
		if (answer.status() != 200) {
			throw new IllegalStateException("The catalog could not be emptied: " + answer);
		}
	}

	/**
	 * Calls the management API.
	 * @param method the HTTP method
	 * @param target path and query
	 * @param body the body, or null for none
	 * @param headers further header lines
	 * @return the answer
	 */
	Answer call(String method, String target, @Nullable JsonNode body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint() + encoded(target)))
			.timeout(PATIENCE)
			.header("Authorization", "Bearer " + this.token)
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(body.toString())
					: HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		headers.forEach(request::setHeader);
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			String text = response.body();
			return new Answer(response.statusCode(), response.headers().map(),
					text.isEmpty() ? MissingNode.getInstance() : JsonMapper.shared().readTree(text));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Vectors write their paths and filters as people read them. */
	private static String encoded(String target) {
		return target.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
	}

	@Override
	public void close() throws IOException {
		this.application.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

	/**
	 * An answer of the management API.
	 *
	 * @param status the status
	 * @param headers the header lines, names in lower case
	 * @param body the body; a missing node if there is none
	 */
	record Answer(int status, Map<String, List<String>> headers, JsonNode body) {

		@Nullable String header(String name) {
			List<String> values = this.headers.get(name.toLowerCase(Locale.ROOT));
			return (values != null) ? values.get(0) : null;
		}

		@Override
		public String toString() {
			return this.status + " " + this.body;
		}

	}

}
