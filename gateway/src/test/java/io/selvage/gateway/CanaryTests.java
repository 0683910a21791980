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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ValueType;
import io.selvage.catalog.security.AccessToken;
import io.selvage.catalog.security.Role;
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

	private static final String TEMPLATE_SERVICE = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
			+ "/providers/Microsoft.ApiManagement/service/{serviceName}";

	/** Where a canary sits and what it says. Its signs look otherwise percent-encoded. */
	private static final Map<String, String> CANARIES = new LinkedHashMap<>();

	/**
	 * Credentials of backends and loggers, which who may read secrets sees in answers.
	 */
	private static final Set<String> CREDENTIALS = Set.of("backends.credentials.query", "backends.credentials.header",
			"backends.credentials.authorization.parameter", "backends.proxy.password", "loggers.credentials");

	private static final String READER = canary("token.reader");

	private static final String CONTRIBUTOR = canary("token.contributor");

	private static final String SECRET_READER = canary("token.secret-reader");

	private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

	@TempDir
	private static Path folder;

	private static DisposableServer backend;

	private static TestGateway gateway;

	private static String canary(String place) {
		return CANARIES.computeIfAbsent(place,
				(key) -> "cnry+" + CANARIES.size() + "/" + Integer.toHexString(key.hashCode()) + "=Zx~9q");
	}

	@BeforeAll
	static void start() throws IOException {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.status(request.uri().contains("fail") ? 503 : 200)
				.sendString(Mono.just("plain")))
			.bindNow();
		Files.createDirectories(folder.resolve("vault"));
		Files.writeString(folder.resolve("vault/value"), canary("vault.file"));
		List<String> settings = new ArrayList<>(List.of("selvage.catalog.store.type=embedded",
				"selvage.catalog.store.folder=" + folder.resolve("store"), "selvage.trace.enabled=true",
				"management.endpoints.web.exposure.include=*",
				"selvage.catalog.key-vault.files.folder=" + folder.resolve("vault"),
				"selvage.catalog.key-vault.vault.address=http://127.0.0.1:1",
				"selvage.catalog.key-vault.vault.token=" + canary("setting.vault-token"),
				"selvage.catalog.key-vault.azure.client-id=app",
				"selvage.catalog.key-vault.azure.client-secret=" + canary("setting.azure-secret"),
				"selvage.catalog.store.postgres.password=" + canary("setting.database-password"),
				"selvage.identity.secret=" + canary("setting.identity-secret"),
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
			.encodeToString(ClusterCertificates.create("c").client().pfx(canary("certificates.password")));
		CANARIES.put("certificates.data", pfx.substring(40, 120));
		put("/namedValues/key",
				"{\"displayName\":\"key\",\"secret\":true,\"value\":" + quoted("namedValues.value") + "}");
		put("/namedValues/vaulted",
				"{\"displayName\":\"vaulted\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"file:value\"}}");
		put("/namedValues/absent",
				"{\"displayName\":\"absent\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"vault:secret/data/x#y\"}}");
		put("/certificates/client", "{\"data\":\"" + pfx + "\",\"password\":" + quoted("certificates.password") + "}");
		put("/backends/called", "{\"protocol\":\"http\",\"url\":\"" + url + "\",\"credentials\":{\"query\":{\"q\":["
				+ quoted("backends.credentials.query") + "]},\"header\":{\"x-h\":["
				+ quoted("backends.credentials.header") + "]},\"authorization\":{\"scheme\":\"Basic\",\"parameter\":"
				+ quoted("backends.credentials.authorization.parameter")
				+ "},\"certificateIds\":[\"/certificates/client\"]}}");
		put("/backends/unreachable",
				"{\"protocol\":\"http\",\"url\":\"http://127.0.0.1:1\",\"credentials\":{\"header\":{\"x-h\":["
						+ quoted("backends.credentials.header")
						+ "]}},\"proxy\":{\"url\":\"http://127.0.0.1:1\",\"username\":\"u\",\"password\":"
						+ quoted("backends.proxy.password") + "}}");
		put("/loggers/log", "{\"loggerType\":\"azureEventHub\",\"credentials\":{\"name\":\"hub\",\"connectionString\":"
				+ quoted("loggers.credentials") + "}}");
		put("/openidConnectProviders/oidc",
				"{\"displayName\":\"oidc\",\"metadataEndpoint\":\"https://issuer.example/.well-known\",\"clientId\":\"c\",\"clientSecret\":"
						+ quoted("openidConnectProviders.clientSecret") + "}");
		put("/products/p", "{\"displayName\":\"p\",\"state\":\"published\",\"subscriptionRequired\":true}");
		api("secured", "called", true);
		api("open", "unreachable", false);
		put("/products/p/apis/secured", "{}");
		put("/subscriptions/sub",
				"{\"displayName\":\"sub\",\"scope\":\"/products/p\",\"state\":\"active\",\"allowTracing\":true,\"primaryKey\":"
						+ quoted("subscriptions.primaryKey") + ",\"secondaryKey\":"
						+ quoted("subscriptions.secondaryKey") + "}");
		put("/tags/t", "{\"displayName\":\"t\"}");
		// Another revision of each, so that the history holds canaries on both sides.
		put("/tags/t", "{\"displayName\":\"u\"}");
		put("/namedValues/key", "{\"displayName\":\"key\",\"secret\":true,\"tags\":[\"x\"],\"value\":"
				+ quoted("namedValues.value") + "}");
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

	private static String quoted(String place) {
		return TestGateway.quoted(canary(place));
	}

	private static void put(String path, String properties) {
		HttpResponse<String> answer = manage(CONTRIBUTOR, "PUT", SERVICE + path, "{\"properties\":" + properties + "}");
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(200, 201);
		assertClean("PUT " + path, answer.body() + answer.headers().map(), Set.of());
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
				collect(type.path(), type.schema().properties(), fields);
			}
		}
		assertThat(CANARIES.keySet()).containsAll(fields);
		assertThat(fields).contains("namedValues.value", "backends.credentials.header");
	}

	private static void collect(String path, List<Property> properties, Set<String> fields) {
		for (Property property : properties) {
			String inside = path + "." + property.name();
			if (property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE)
					|| property.is(Property.Trait.SECRET_IF_MARKED)) {
				fields.add(inside);
			}
			else if (property.type() instanceof ValueType.Structure structure) {
				collect(inside, structure.schema().properties(), fields);
			}
		}
	}

	@Test
	@Order(2)
	void noRouteOfTheManagementApiShowsOne() {
		List<String> found = new ArrayList<>();
		for (ManagementRoute route : gateway.bean(ManagementApi.class).routes()) {
			boolean shows = route.template().endsWith("/listValue") || route.template().endsWith("/listSecrets");
			boolean reads = route.method().equals("GET") || route.method().equals("HEAD")
					|| (route.method().equals("POST") && !route.template().contains("regenerate")
							&& !route.template().endsWith("/rollback"));
			for (String path : reads ? paths(route.template()) : List.<String>of()) {
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
		assertClean(route.method() + " " + path, answer.body() + answer.headers().map(), allowed);
	}

	/** The template with the names of what is there, in every way that fits. */
	private static Set<String> paths(String template) {
		Set<String> paths = new LinkedHashSet<>();
		String below = template.startsWith(TEMPLATE_SERVICE) ? template.substring(TEMPLATE_SERVICE.length()) : null;
		if (below != null) {
			List<String> there = new ArrayList<>(List.of(""));
			gateway.bean(Catalog.class)
				.current()
				.resources()
				.map((resource) -> resource.id().path())
				.forEach(there::add);
			for (int revision = 1; revision <= 20; revision++) {
				there.add("/revisions/" + revision);
			}
			String[] wanted = below.split("/", -1);
			for (String path : there) {
				String[] names = path.split("/", -1);
				if (fits(wanted, names)) {
					String rest = String.join("/", List.of(wanted).subList(names.length, wanted.length));
					paths.add(SERVICE + path + (rest.isEmpty() ? "" : "/" + rest));
				}
			}
		}
		if (paths.isEmpty()) {
			paths.add(template.replaceAll("\\{[^}]*}", "x"));
		}
		return paths;
	}

	private static boolean fits(String[] template, String[] names) {
		for (int i = 0; i < names.length; i++) {
			if (i >= template.length || (!template[i].startsWith("{") && !template[i].equalsIgnoreCase(names[i]))) {
				return false;
			}
		}
		return Stream.of(template).skip(names.length).noneMatch((segment) -> segment.startsWith("{"));
	}

	@Test
	@Order(3)
	void noErrorRepeatsOne() {
		for (ResourceId id : gateway.bean(Catalog.class).current().resources().map((each) -> each.id()).toList()) {
			for (String spoiled : spoiled(id.type())) {
				for (String method : List.of("PUT", "PATCH")) {
					String path = SERVICE + id.path() + "?validateOnly=true";
					HttpResponse<String> answer = manage(CONTRIBUTOR, method, path, spoiled);
					assertClean(method + " " + id.path() + " " + spoiled, answer.body() + answer.headers().map(),
							Set.of());
				}
			}
			HttpResponse<String> stale = gateway.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + SERVICE + id.path()
						+ "?api-version=2024-05-01&validateOnly=true"))
				.header("Authorization", "Bearer " + CONTRIBUTOR)
				.header("If-Match", "\"stale\"")
				.DELETE()
				.build());
			assertClean("DELETE " + id.path(), stale.body() + stale.headers().map(), Set.of());
			assertClean("used " + id.path(),
					manage(CONTRIBUTOR, "DELETE", SERVICE + id.path() + "?validateOnly=true", null).body(), Set.of());
		}
		assertClean("policy", manage(CONTRIBUTOR, "PUT", SERVICE + "/apis/open/policies/policy?validateOnly=true",
				"{\"properties\":{\"format\":\"rawxml\",\"value\":\"<policies><inbound><set-variable name=\\\"a\\\" value=\\\"@({{key}})\\\" /><nonsense a=\\\"{{vaulted}}\\\" /></inbound></policies>\"}}")
			.body(), Set.of());
		assertClean("wrong token", manage(canary("token.wrong"), "GET", SERVICE + "/backends", null).body(), Set.of());
	}

	/**
	 * Bodies that are refused because of a secret: of the wrong type, too long, cut off.
	 */
	private static List<String> spoiled(ResourceType type) {
		List<String> bodies = new ArrayList<>();
		String text = quoted("body.text");
		List<String> simple = List.of("[" + text + "]", "{\"x\":" + text + "}", "[[" + text + "]]",
				"\"" + canary("body.text").repeat(400) + "\"", text + ",");
		for (Property property : type.schema().properties()) {
			List<String> structured = new ArrayList<>(List.of(text, "[" + text + "]"));
			Set<String> fields = new TreeSet<>();
			collect("", List.of(property), fields);
			for (String field : fields) {
				structured.addAll(nested(field, text));
			}
			if (!fields.isEmpty()) {
				(fields.contains("." + property.name()) ? simple : structured)
					.forEach((value) -> bodies.add("{\"properties\":{\"" + property.name() + "\":" + value + "}}"));
			}
		}
		return bodies;
	}

	/** Wrong types in the place of a secret inside an object, given its path there. */
	private static List<String> nested(String field, String text) {
		String[] names = field.split("\\.");
		List<String> values = new ArrayList<>();
		for (String value : List.of("[" + text + "]", "{\"x\":[[" + text + "]]}", "{\"x\":{\"y\":" + text + "}}",
				text)) {
			String inside = value;
			for (int i = names.length - 1; i > 1; i--) {
				inside = "{\"" + names[i] + "\":" + inside + "}";
			}
			values.add(inside);
		}
		return values;
	}

	@Test
	@Order(4)
	void noAnswerOrTraceOfARequestShowsOne() {
		String key = canary("subscriptions.primaryKey");
		String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
		List<HttpResponse<String>> answers = List.of(
				gateway.get("/secured/x", "Ocp-Apim-Subscription-Key", key, "Ocp-Apim-Trace", "true"),
				gateway.get("/secured/x?subscription-key=" + encoded, "Ocp-Apim-Trace", "true"),
				gateway.get("/secured/fail?other=" + encoded, "Ocp-Apim-Subscription-Key", key, "Ocp-Apim-Trace",
						"true", "Cookie", "a=" + canary("request.cookie"), "Authorization",
						"Bearer " + canary("request.bearer")),
				gateway.get("/open/x", "Ocp-Apim-Trace", "true"), gateway.get("/secured/x", "Ocp-Apim-Trace", "true"),
				gateway.get("/nowhere?subscription-key=" + encoded));
		assertThat(answers.get(0).statusCode()).isEqualTo(200);
		int traces = 0;
		for (HttpResponse<String> answer : answers) {
			assertClean("answer " + answer.uri(), answer.body() + answer.headers().map(), Set.of());
			String location = answer.headers().firstValue("Ocp-Apim-Trace-Location").orElse(null);
			if (location != null) {
				traces++;
				String trace = manage(READER, "GET", URI.create(location).getPath(), null).body();
				assertThat(trace).contains("traceEntries");
				assertClean("trace of " + answer.uri(), trace, Set.of());
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
			assertClean(path, manage(CONTRIBUTOR, "GET", path, null).body(), Set.of());
		}
		for (JsonNode name : JsonMapper.shared()
			.readTree(manage(READER, "GET", "/actuator/metrics", null).body())
			.path("names")) {
			assertClean("metric " + name, manage(READER, "GET", "/actuator/metrics/" + name.asString(), null).body(),
					Set.of());
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
			assertClean("log of " + event.getLoggerName(),
					event.getFormattedMessage() + thrown(event.getThrowableProxy()), Set.of());
		}
		// What lies in the folder of the vault is the vault's own.
		gateway.bean(io.selvage.catalog.store.StoredCatalog.class).close();
		List<Path> files;
		try (Stream<Path> walked = Files.walk(folder.resolve("store"))) {
			files = walked.filter(Files::isRegularFile).toList();
		}
		assertThat(files).extracting((file) -> file.getFileName().toString())
			.contains("catalog.mv.db", "last-good.jsonl", "vault-values.jsonl");
		for (Path file : files) {
			assertClean(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), Set.of());
		}
	}

	private static String thrown(IThrowableProxy proxy) {
		return (proxy == null) ? "" : proxy.getMessage() + thrown(proxy.getCause());
	}

	private static void assertClean(String where, String text, Set<String> allowed) {
		CANARIES.forEach((place, canary) -> {
			if (!allowed.contains(place)) {
				for (String form : forms(canary)) {
					assertThat(text.contains(form)).as(() -> where + " shows " + place + " as " + form + ": "
							+ text.substring(Math.max(0, text.indexOf(form) - 200),
									Math.min(text.length(), text.indexOf(form) + 100)))
						.isFalse();
				}
			}
		});
	}

	private static Set<String> forms(String canary) {
		byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
		Set<String> forms = new LinkedHashSet<>();
		forms.add(canary);
		forms.add(URLEncoder.encode(canary, StandardCharsets.UTF_8));
		forms.add(HexFormat.of().formatHex(bytes));
		forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
		for (int before = 0; before < 3; before++) {
			byte[] shifted = new byte[before + bytes.length];
			System.arraycopy(bytes, 0, shifted, before, bytes.length);
			String text = Base64.getEncoder().encodeToString(shifted);
			// Without the characters that depend on what stands before and behind.
			forms.add(text.substring(4, text.length() - 4));
			forms.add(text.substring(4, text.length() - 4).replace('+', '-').replace('/', '_'));
		}
		return forms;
	}

}
