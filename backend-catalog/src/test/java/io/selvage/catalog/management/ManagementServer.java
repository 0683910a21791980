package io.selvage.catalog.management;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.netty.handler.codec.http.HttpMethod;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.Role;
import io.selvage.catalog.security.TokenAuthenticator;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
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

	ManagementServer() {
		this((builder) -> builder);
	}

	ManagementServer(UnaryOperator<ManagementApiBuilder> settings) {
		this.api = settings.apply(builder(this.catalog)).build();
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(this.api).build()))
			.bindNow();
	}

	static ManagementApi api(Catalog catalog) {
		return builder(catalog).build();
	}

	private static ManagementApiBuilder builder(Catalog catalog) {
		Authenticator authenticator = new TokenAuthenticator(
				List.of(AccessToken.of("reader", READER, Set.of(Role.READER)),
						AccessToken.of("contributor", CONTRIBUTOR, Set.of(Role.CONTRIBUTOR)),
						AccessToken.of("secret-reader", SECRET_READER, Set.of(Role.SECRET_READER)),
						AccessToken.of("roleless", ROLELESS, Set.of())));
		return new ManagementApiBuilder(catalog, authenticator).refusalsPerMinute(Integer.MAX_VALUE);
	}

	Answer call(String token, String method, String path, String body, String... headers) {
		return HttpClient.create().headers((lines) -> {
			if (token != null) {
				lines.set("Authorization", "Bearer " + token);
			}
			for (int i = 0; i < headers.length; i += 2) {
				lines.set(headers[i], headers[i + 1]);
			}
		})
			.request(HttpMethod.valueOf(method))
			.uri("http://127.0.0.1:" + this.server.port() + path)
			.send((request, outbound) -> (body != null) ? outbound.sendString(Mono.just(body)) : outbound)
			.responseSingle((response, content) -> content.asString()
				.defaultIfEmpty("")
				.map((text) -> new Answer(response.status().code(), response.responseHeaders().get("ETag"), text,
						response.responseHeaders().get("x-selvage-warning"), response.responseHeaders().get("Allow"),
						response.responseHeaders().get("Content-Type"))))
			.block(Duration.ofSeconds(20));
	}

	String origin() {
		return "http://127.0.0.1:" + this.server.port();
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

	record Answer(int status, String etag, String body, String warning, String allow, String contentType) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

		JsonNode at(String pointer) {
			return json().at(pointer);
		}

	}

}
