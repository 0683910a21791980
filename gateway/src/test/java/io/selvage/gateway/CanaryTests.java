package io.selvage.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.management.ManagementApi;
import io.selvage.catalog.management.ManagementRoute;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Role;
import io.selvage.catalog.store.StoredCatalog;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret is planted wherever one can be, then everything that can be read is read: no
 * answer, error, trace, metric, log line or file shows one, in no usual form.
 * <p>
 * Calls come from the router and the list of endpoints, fields from the schemas, so that
 * a new one cannot be forgotten.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTests {

	private static final String SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/v";

	private static final Canaries CANARIES = new Canaries();

	private static final SecretFields FIELDS = new SecretFields(CANARIES);

	/**
	 * Credentials of backends and loggers, which who may read secrets sees in answers.
	 */
	private static final Set<String> CREDENTIALS = Set.of("backends.credentials.query", "backends.credentials.header",
			"backends.credentials.authorization.parameter", "backends.proxy.password", "loggers.credentials");

	private static final String READER = CANARIES.at("token.reader");

	private static final String CONTRIBUTOR = CANARIES.at("token.contributor");

	private static final String SECRET_READER = CANARIES.at("token.secret-reader");

	private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

	@TempDir
	private static Path folder;

	private static DisposableServer backend;

	private static TestGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.status(request.uri().contains("fail") ? 503 : 200)
				.sendString(Mono.just("plain")))
			.bindNow();
		Files.createDirectories(folder.resolve("vault"));
		Files.writeString(folder.resolve("vault/value"), CANARIES.at("vault.file"));
		List<String> settings = new ArrayList<>(List.of("selvage.catalog.store.type=embedded",
				"selvage.catalog.store.folder=" + folder.resolve("store"), "selvage.trace.enabled=true",
				"management.endpoints.web.exposure.include=*",
				"selvage.catalog.key-vault.files.folder=" + folder.resolve("vault"),
				"selvage.catalog.key-vault.vault.address=http://127.0.0.1:1",
				"selvage.catalog.key-vault.vault.token=" + CANARIES.at("setting.vault-token"),
				"selvage.catalog.key-vault.azure.client-id=app",
				"selvage.catalog.key-vault.azure.client-secret=" + CANARIES.at("setting.azure-secret"),
				"selvage.catalog.store.postgres.password=" + CANARIES.at("setting.database-password"),
				"selvage.identity.secret=" + CANARIES.at("setting.identity-secret"),
				"selvage.management.jwt.issuer=https://issuer.example", "selvage.management.jwt.audience=selvage",
				"selvage.management.jwt.jwks=https://issuer.example/keys"));
		token(settings, 0, READER, "reader");
		token(settings, 1, CONTRIBUTOR, "contributor");
		token(settings, 2, SECRET_READER, "secret-reader");
		gateway = TestGateway.start(settings.toArray(String[]::new));
		// The start of the application sets logging up anew.
		LOG.start();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
		plant();
	}

	private static void token(List<String> settings, int index, String token, String role) {
		settings.add("selvage.management.tokens[" + index + "].name=" + role);
		settings.add("selvage.management.tokens[" + index + "].sha256="
				+ AccessToken.of(role, token, Set.of(Role.parse(role))).sha256());
		settings.add("selvage.management.tokens[" + index + "].roles[0]=" + role);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
	}

	/** Puts everything through the management API, as users do. */
	private static void plant() {
		String url = "http://127.0.0.1:" + backend.port();
		String pfx = Base64.getEncoder()
			.encodeToString(ClusterCertificates.create("c").client().pfx(CANARIES.at("certificates.password")));
		CANARIES.put("certificates.data", pfx.substring(40, 120));
		put("/namedValues/key",
				"{\"displayName\":\"key\",\"secret\":true,\"value\":" + CANARIES.quoted("namedValues.value") + "}");
		put("/namedValues/vaulted",
				"{\"displayName\":\"vaulted\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"file:value\"}}");
		put("/namedValues/absent",
				"{\"displayName\":\"absent\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"vault:secret/data/x#y\"}}");
		put("/certificates/client",
				"{\"data\":\"" + pfx + "\",\"password\":" + CANARIES.quoted("certificates.password") + "}");
		put("/backends/called",
				"{\"protocol\":\"http\",\"url\":\"" + url + "\",\"credentials\":{\"query\":{\"q\":["
						+ CANARIES.quoted("backends.credentials.query") + "]},\"header\":{\"x-h\":["
						+ CANARIES.quoted("backends.credentials.header")
						+ "]},\"authorization\":{\"scheme\":\"Basic\",\"parameter\":"
						+ CANARIES.quoted("backends.credentials.authorization.parameter")
						+ "},\"certificateIds\":[\"/certificates/client\"]}}");
		put("/backends/unreachable",
				"{\"protocol\":\"http\",\"url\":\"http://127.0.0.1:1\",\"credentials\":{\"header\":{\"x-h\":["
						+ CANARIES.quoted("backends.credentials.header")
						+ "]}},\"proxy\":{\"url\":\"http://127.0.0.1:1\",\"username\":\"u\",\"password\":"
						+ CANARIES.quoted("backends.proxy.password") + "}}");
		put("/loggers/log", "{\"loggerType\":\"azureEventHub\",\"credentials\":{\"name\":\"hub\",\"connectionString\":"
				+ CANARIES.quoted("loggers.credentials") + "}}");
		put("/openidConnectProviders/oidc",
				"{\"displayName\":\"oidc\",\"metadataEndpoint\":\"https://issuer.example/.well-known\",\"clientId\":\"c\",\"clientSecret\":"
						+ CANARIES.quoted("openidConnectProviders.clientSecret") + "}");
		put("/products/p", "{\"displayName\":\"p\",\"state\":\"published\",\"subscriptionRequired\":true}");
		api("secured", "called", true);
		api("open", "unreachable", false);
		put("/products/p/apis/secured", "{}");
		put("/subscriptions/sub",
				"{\"displayName\":\"sub\",\"scope\":\"/products/p\",\"state\":\"active\",\"allowTracing\":true,\"primaryKey\":"
						+ CANARIES.quoted("subscriptions.primaryKey") + ",\"secondaryKey\":"
						+ CANARIES.quoted("subscriptions.secondaryKey") + "}");
		put("/tags/t", "{\"displayName\":\"t\"}");
		// Another revision of each, so that the history holds canaries on both sides.
		put("/tags/t", "{\"displayName\":\"u\"}");
		put("/namedValues/key", "{\"displayName\":\"key\",\"secret\":true,\"tags\":[\"x\"],\"value\":"
				+ CANARIES.quoted("namedValues.value") + "}");
	}

	private static void api(String name, String backendId, boolean keyed) {
		put("/apis/" + name, "{\"displayName\":\"" + name + "\",\"path\":\"" + name
				+ "\",\"protocols\":[\"http\"],\"subscriptionRequired\":" + keyed + "}");
		put("/apis/" + name + "/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
		put("/apis/" + name + "/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><base /><set-backend-service backend-id=\"" + backendId
					+ "\" /><set-header name=\"x-key\" exists-action=\"override\"><value>{{key}}</value></set-header>"
					+ "<set-query-parameter name=\"v\" exists-action=\"override\"><value>{{vaulted}}</value></set-query-parameter>"
					+ "<set-variable name=\"both\" value=\"@(System.Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(&quot;user:{{key}}&quot;)))\" />"
					+ "<set-header name=\"x-basic\" exists-action=\"override\"><value>@((string)context.Variables[\"both\"])</value></set-header>"
					+ "<trace source=\"t\"><message>@(\"key is {{key}}\")</message></trace>"
					+ "</inbound><backend><base /></backend><outbound><base /></outbound></policies>")
				+ "}");
	}

	private static void put(String path, String properties) {
		HttpResponse<String> answer = manage(CONTRIBUTOR, "PUT", SERVICE + path, "{\"properties\":" + properties + "}");
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(200, 201);
		CANARIES.assertClean("PUT " + path, answer.body() + answer.headers().map(), Set.of());
	}

	private static HttpResponse<String> manage(String token, String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path
					+ (path.contains("?") ? "&" : "?") + "api-version=2024-05-01"))
			.timeout(Duration.ofSeconds(20))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return gateway.send(request.build());
	}

	@Test
	@Order(1)
	void everySecretFieldOfTheContractHoldsOne() {
		Set<String> fields = new TreeSet<>();
		for (ResourceType type : ResourceType.all()) {
			if (!type.path().startsWith("workspaces")) {
				fields.addAll(SecretFields.of(type));
			}
		}
		assertThat(CANARIES.places()).containsAll(fields);
		assertThat(fields).contains("namedValues.value", "backends.credentials.header");
	}

	@Test
	@Order(2)
	void noRouteOfTheManagementApiShowsOne() {
		ContractPaths paths = new ContractPaths(SERVICE, gateway.bean(Catalog.class).current());
		List<String> found = new ArrayList<>();
		for (ManagementRoute route : gateway.bean(ManagementApi.class).routes()) {
			boolean shows = route.template().endsWith("/listValue") || route.template().endsWith("/listSecrets");
			boolean reads = route.method().equals("GET") || route.method().equals("HEAD")
					|| (route.method().equals("POST") && !route.template().contains("regenerate")
							&& !route.template().endsWith("/rollback"));
			for (String path : reads ? paths.of(route.template()) : List.<String>of()) {
				check(route, path, READER, Set.of(), found);
				check(route, path, CONTRIBUTOR, Set.of(), found);
				if (!shows) {
					check(route, path, SECRET_READER, CREDENTIALS, found);
				}
			}
		}
		assertThat(found).hasSizeGreaterThan(100);
		assertThat(found).as("routes that answered with an entity")
			.anyMatch((call) -> call.contains("/namedValues/key 200"));
	}

	private static void check(ManagementRoute route, String path, String token, Set<String> allowed,
			List<String> called) {
		HttpResponse<String> answer = manage(token, route.method(), path, null);
		called.add(route.method() + " " + path + " " + answer.statusCode());
		assertThat(answer.statusCode()).as(route.method() + " " + path).isNotEqualTo(500);
		CANARIES.assertClean(route.method() + " " + path, answer.body() + answer.headers().map(), allowed);
	}

	@Test
	@Order(3)
	void noErrorRepeatsOne() {
		for (ResourceId id : gateway.bean(Catalog.class).current().resources().map((each) -> each.id()).toList()) {
			for (String spoiled : FIELDS.spoiled(id.type())) {
				for (String method : List.of("PUT", "PATCH")) {
					String path = SERVICE + id.path() + "?validateOnly=true";
					HttpResponse<String> answer = manage(CONTRIBUTOR, method, path, spoiled);
					CANARIES.assertClean(method + " " + id.path() + " " + spoiled,
							answer.body() + answer.headers().map(), Set.of());
				}
			}
			HttpResponse<String> stale = gateway.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + SERVICE + id.path()
						+ "?api-version=2024-05-01&validateOnly=true"))
				.header("Authorization", "Bearer " + CONTRIBUTOR)
				.header("If-Match", "\"stale\"")
				.DELETE()
				.build());
			CANARIES.assertClean("DELETE " + id.path(), stale.body() + stale.headers().map(), Set.of());
			CANARIES.assertClean("used " + id.path(),
					manage(CONTRIBUTOR, "DELETE", SERVICE + id.path() + "?validateOnly=true", null).body(), Set.of());
		}
		CANARIES.assertClean("policy", manage(CONTRIBUTOR, "PUT",
				SERVICE + "/apis/open/policies/policy?validateOnly=true",
				"{\"properties\":{\"format\":\"rawxml\",\"value\":\"<policies><inbound><set-variable name=\\\"a\\\" value=\\\"@({{key}})\\\" /><nonsense a=\\\"{{vaulted}}\\\" /></inbound></policies>\"}}")
			.body(), Set.of());
		CANARIES.assertClean("wrong token",
				manage(CANARIES.at("token.wrong"), "GET", SERVICE + "/backends", null).body(), Set.of());
	}

	@Test
	@Order(4)
	void noAnswerOrTraceOfARequestShowsOne() {
		String key = CANARIES.at("subscriptions.primaryKey");
		String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
		List<HttpResponse<String>> answers = List.of(
				gateway.get("/secured/x", "Ocp-Apim-Subscription-Key", key, "Ocp-Apim-Trace", "true"),
				gateway.get("/secured/x?subscription-key=" + encoded, "Ocp-Apim-Trace", "true"),
				gateway.get("/secured/fail?other=" + encoded, "Ocp-Apim-Subscription-Key", key, "Ocp-Apim-Trace",
						"true", "Cookie", "a=" + CANARIES.at("request.cookie"), "Authorization",
						"Bearer " + CANARIES.at("request.bearer")),
				gateway.get("/open/x", "Ocp-Apim-Trace", "true"), gateway.get("/secured/x", "Ocp-Apim-Trace", "true"),
				gateway.get("/nowhere?subscription-key=" + encoded));
		assertThat(answers.get(0).statusCode()).isEqualTo(200);
		int traces = 0;
		for (HttpResponse<String> answer : answers) {
			CANARIES.assertClean("answer " + answer.uri(), answer.body() + answer.headers().map(), Set.of());
			String location = answer.headers().firstValue("Ocp-Apim-Trace-Location").orElse(null);
			if (location != null) {
				traces++;
				String trace = manage(READER, "GET", URI.create(location).getPath(), null).body();
				assertThat(trace).contains("traceEntries");
				CANARIES.assertClean("trace of " + answer.uri(), trace, Set.of());
			}
		}
		assertThat(traces).isGreaterThanOrEqualTo(4);
	}

	@Test
	@Order(5)
	void noEndpointShowsOne() {
		JsonNode links = JsonMapper.shared().readTree(manage(READER, "GET", "/actuator", null).body()).path("_links");
		assertThat(links.propertyNames()).contains("health", "prometheus", "backends", "env", "configprops")
			.doesNotContain("heapdump");
		for (JsonNode link : links) {
			String path = URI.create(link.path("href").asString().replaceAll("\\{[^}]*}", "")).getPath();
			CANARIES.assertClean(path, manage(CONTRIBUTOR, "GET", path, null).body(), Set.of());
		}
		for (JsonNode name : JsonMapper.shared()
			.readTree(manage(READER, "GET", "/actuator/metrics", null).body())
			.path("names")) {
			CANARIES.assertClean("metric " + name,
					manage(READER, "GET", "/actuator/metrics/" + name.asString(), null).body(), Set.of());
		}
		assertThat(manage(CONTRIBUTOR, "POST", "/actuator/keys", null).statusCode()).isEqualTo(200);
	}

	@Test
	@Order(6)
	void noLineOfTheLogAndNoFileHoldsOne() throws IOException, InterruptedException {
		assertThat(manage(CONTRIBUTOR, "POST", SERVICE + "/namedValues/vaulted/refreshSecret", null).statusCode())
			.isEqualTo(200);
		assertThat(LOG.list).isNotEmpty();
		for (ILoggingEvent event : List.copyOf(LOG.list)) {
			CANARIES.assertClean("log of " + event.getLoggerName(),
					event.getFormattedMessage() + thrown(event.getThrowableProxy()), Set.of());
		}
		// What lies in the folder of the vault is the vault's own.
		gateway.bean(StoredCatalog.class).close();
		List<Path> files;
		try (Stream<Path> walked = Files.walk(folder.resolve("store"))) {
			files = walked.filter(Files::isRegularFile).toList();
		}
		assertThat(files).extracting((file) -> file.getFileName().toString())
			.contains("catalog.mv.db", "last-good.jsonl", "vault-values.jsonl");
		for (Path file : files) {
			CANARIES.assertClean(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1),
					Set.of());
		}
	}

	private static String thrown(IThrowableProxy proxy) {
		return (proxy == null) ? "" : proxy.getMessage() + thrown(proxy.getCause());
	}

}
