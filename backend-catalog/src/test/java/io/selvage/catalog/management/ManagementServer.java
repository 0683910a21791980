package io.selvage.catalog.management;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.Role;
import io.selvage.catalog.security.TokenAuthenticator;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The management API on a loopback port, and a client that speaks to it as tools do.
 */
final class ManagementServer implements AutoCloseable {

	static final String SERVICE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/svc";

	static final String READER = "reader-token-0123456789";

	static final String CONTRIBUTOR = "contributor-token-0123456789";

	static final String SECRET_READER = "secret-reader-token-0123456789";

	static final String ROLELESS = "roleless-token-0123456789";

	final Catalog catalog = new Catalog(List.of());

	final ManagementApi api;

	private final DisposableServer server;

	private final HttpClient client = HttpClient.newHttpClient();

	ManagementServer() {
		Authenticator authenticator = new TokenAuthenticator(
				List.of(AccessToken.of("reader", READER, Set.of(Role.READER)),
						AccessToken.of("contributor", CONTRIBUTOR, Set.of(Role.CONTRIBUTOR)),
						AccessToken.of("secret-reader", SECRET_READER, Set.of(Role.SECRET_READER)),
						AccessToken.of("roleless", ROLELESS, Set.of())));
		this.api = new ManagementApiBuilder(this.catalog, authenticator).refusalsPerMinute(Integer.MAX_VALUE).build();
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(this.api).build()))
			.bindNow();
	}

	Answer call(String token, String method, String path, String body, String... headers) {
		try {
			HttpRequest.Builder request = HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + this.server.port() + path))
				.method(method, (body != null) ? HttpRequest.BodyPublishers.ofString(body)
						: HttpRequest.BodyPublishers.noBody());
			if (token != null) {
				request.header("Authorization", "Bearer " + token);
			}
			if (headers.length > 0) {
				request.headers(headers);
			}
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers().firstValue("ETag").orElse(null),
					response.body(), response);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Answer put(String path, String body, String... headers) {
		return call(CONTRIBUTOR, "PUT", SERVICE + path + "?api-version=2024-05-01", body, headers);
	}

	Answer get(String path) {
		String query = path.contains("?") ? "&" : "?";
		return call(SECRET_READER, "GET", SERVICE + path + query + "api-version=2024-05-01", null);
	}

	Answer contribute(String method, String path, String body, String... headers) {
		return call(CONTRIBUTOR, method, SERVICE + path + "?api-version=2024-05-01", body, headers);
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	record Answer(int status, String etag, String body, HttpResponse<String> response) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

		JsonNode at(String pointer) {
			return json().at(pointer);
		}

	}

}
