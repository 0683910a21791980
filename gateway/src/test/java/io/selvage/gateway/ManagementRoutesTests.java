package io.selvage.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.selvage.catalog.management.ManagementApi;
import io.selvage.catalog.management.ManagementRoute;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call of the management API of a whole gateway, with what only a running gateway
 * and a store add. The calls come from the API itself, so that none can be forgotten.
 */
class ManagementRoutesTests {

	private static final String ALL = "all-roles-token-0123456789";

	private static final String READER = "reader-token-0123456789";

	private static final String ROLELESS = "roleless-token-0123456789";

	private static final List<String> PARAMETERS = List.of("$top", "$skip", "$filter", "$orderby", "below", "tags",
			"scope", "format", "export", "validateOnly", "deleteRevisions", "deleteSubscriptions", "force",
			"isKeyVaultRefreshFailed", "includeNotTaggedApis", "expandApiVersionSet", "expandGroups", "import");

	private static final List<String> GARBAGE = List.of("", " ", "abc", "-1", "0", "99999999999999999999", "1e9", "'",
			"((", "name eq", "\u0000", "\uFFFD\uD83D\uDE00", "%", "a".repeat(3000), "not not", "a/b/c eq 'x' and (");

	private static final List<String> BODIES = List.of("", "null", "[]", "7", "\"x\"", "{", "{\"properties\":null}",
			"{\"properties\":[]}", "{\"properties\":\"x\"}", "{\"properties\":{},\"Properties\":{}}", "\u0000",
			"{\"properties\":{\"value\":{},\"format\":[],\"after\":7,\"duration\":{},\"partitionKey\":[1]}}",
			"[".repeat(70) + "]".repeat(70), "{\"a\":1,\"a\":2}",
			"{\"properties\":{\"duration\":\"PT999999999999H\"}}");

	@TempDir
	private static Path folder;

	private static TestGateway gateway;

	private static List<ManagementRoute> routes;

	@BeforeAll
	static void start() {
		gateway = TestGateway.start("selvage.management.token=" + ALL, "selvage.catalog.store.type=embedded",
				"selvage.catalog.store.folder=" + folder, "selvage.management.tokens[0].name=reader",
				"selvage.management.tokens[0].sha256=" + sha256(READER), "selvage.management.tokens[0].roles=reader",
				"selvage.management.tokens[1].name=nobody", "selvage.management.tokens[1].sha256=" + sha256(ROLELESS),
				"selvage.management.tokens[1].roles=");
		routes = gateway.bean(ManagementApi.class).routes();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	private static String sha256(String token) {
		return AccessToken.of("x", token, Set.of()).sha256();
	}

	private static String path(ManagementRoute route) {
		return route.template()
			.replace("{policyId}", "policy")
			.replace("{subscriptionId}", "00000000-0000-0000-0000-000000000000")
			.replace("{serviceName}", "svc")
			.replace("{revision}", "1")
			.replaceAll("\\{[^}]*}", "x");
	}

	private static int call(@Nullable String token, String method, String path, String query, String body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path + "?" + query))
			.method(method,
					body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		return gateway.send(request.build()).statusCode();
	}

	@Test
	void whatAGatewayAddsIsListed() {
		assertThat(routes).extracting((route) -> route.method() + " " + route.template().replaceAll(".*/", ""))
			.contains("POST resolve", "POST health", "POST trip", "POST reset", "POST reconnect", "POST rollback",
					"GET revisions", "GET apisByTags", "GET operationsByTags");
	}

	@Test
	void nobodyMayCallWithoutTheRightRole() {
		List<String> open = new ArrayList<>();
		for (ManagementRoute route : routes) {
			String query = "api-version=2024-05-01";
			String name = route.method() + " " + route.template();
			if (call(ROLELESS, route.method(), path(route), query, "") != 403) {
				open.add("nobody: " + name);
			}
			if (route.access() == Caller.Access.SIGNED_LINK) {
				// No credentials stand for the signature, whatever their roles.
				for (String token : new String[] { null, READER, ALL }) {
					if (call(token, route.method(), path(route), query, "") != 403) {
						open.add("without a signature: " + name);
					}
				}
				continue;
			}
			boolean refused = call(READER, route.method(), path(route), query, "") == 403;
			if (refused == (route.access() == Caller.Access.READ)) {
				open.add("reader: " + name);
			}
		}
		assertThat(open).isEmpty();
	}

	@Test
	void noQueryMakesACallFail() {
		List<String> failed = new ArrayList<>();
		for (ManagementRoute route : once((route) -> route.method().equals("GET"))) {
			boolean list = !route.template().endsWith("}");
			for (String parameter : list ? PARAMETERS
					: List.of("format", "export", "export=true&format", "sig", "se", "api")) {
				for (String garbage : GARBAGE) {
					String query = "api-version=2024-05-01&"
							+ (parameter.contains("&") ? parameter : encoded(parameter)) + "=" + encoded(garbage);
					note(failed, call(ALL, "GET", path(route), query, ""), "GET " + path(route) + "?" + query);
				}
			}
		}
		for (ManagementRoute route : routes) {
			for (String version : List.of("", "abc", "0000-00-00", "9999-99-99-preview", "2024-05-01&api-version=x")) {
				note(failed, call(ALL, "GET", path(route), "api-version=" + version, ""), "GET " + path(route));
			}
		}
		assertThat(failed).isEmpty();
	}

	@Test
	void noBodyMakesACallFail() {
		List<String> failed = new ArrayList<>();
		for (ManagementRoute route : once((route) -> !List.of("GET", "HEAD").contains(route.method()))) {
			for (String body : BODIES) {
				note(failed, call(ALL, route.method(), path(route), "api-version=2024-05-01&validateOnly=true", body,
						"If-Match", "*"), route.method() + " " + path(route) + " " + body);
			}
			for (String tag : List.of("W/\"x\", \"", ",,,", "\"\"")) {
				note(failed, call(ALL, route.method(), path(route), "api-version=2024-05-01&validateOnly=true", "{}",
						"If-Match", tag, "If-None-Match", tag), route.method() + " " + path(route) + " " + tag);
			}
		}
		assertThat(failed).isEmpty();
	}

	/** What lies in a workspace is handled by the same code as what does not. */
	private static List<ManagementRoute> once(Predicate<ManagementRoute> which) {
		return Stream
			.concat(routes.stream().filter((route) -> !route.template().contains("/workspaces/")),
					routes.stream()
						.filter((route) -> route.template().endsWith("/workspaces/{workspaceId}/backends/{backendId}")))
			.filter(which)
			.toList();
	}

	private static void note(List<String> failed, int status, String call) {
		if (status >= 500) {
			failed.add(status + " " + ((call.length() > 300) ? call.substring(0, 300) : call));
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void aRefusedCallWithABodyLeavesItsConnectionUsable() throws IOException {
		for (String path : List.of("/actuator/keys", "/subscriptions/s")) {
			try (Socket socket = new Socket("127.0.0.1", gateway.managementPort())) {
				socket.setSoTimeout(10_000);
				String body = "x".repeat(50_000);
				OutputStream out = socket.getOutputStream();
				out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
						+ "\r\n\r\n" + body
						+ "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
				out.flush();
				String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(answers).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200", "\"UP\"");
			}
		}
	}

}
