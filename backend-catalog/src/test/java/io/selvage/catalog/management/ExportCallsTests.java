package io.selvage.catalog.management;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.catalog.management.ManagementServer.Answer;
import io.selvage.catalog.resource.ContractJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ExportCallsTests {

	private static final String ORDERS = """
			{"properties": {"displayName": "Orders", "path": "orders", "serviceUrl": "https://backend.example", "protocols": ["https"],
			"subscriptionKeyParameterNames": {"header": "X-Key", "query": "key"}}}""";

	private static final String WSDL = "<definitions xmlns=\\\"http://schemas.xmlsoap.org/wsdl/\\\"><binding name=\\\"b\\\">"
			+ "<operation name=\\\"Add\\\"/></binding><service name=\\\"Calc\\\"><port name=\\\"p\\\" binding=\\\"b\\\">"
			+ "<address location=\\\"https://calc.example\\\"/></port></service></definitions>";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private ManagementServer server;

	@BeforeEach
	void start() {
		this.server = new ManagementServer((builder) -> builder.clock(this.now::get).linkKey(new byte[32]));
		create("/apis/orders", ORDERS);
		create("/apis/orders/operations/get-one",
				"""
						{"properties": {"displayName": "Read one", "method": "GET", "urlTemplate": "/{id}?lang={lang}",
						"templateParameters": [{"name": "id", "type": "integer", "required": true}, {"name": "lang", "type": "string"}],
						"responses": [{"statusCode": 200}]}}""");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private void create(String path, String body) {
		Answer answer = this.server.put(path, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private Answer export(String api, String format) {
		return this.server.call(ManagementServer.READER, "GET",
				ManagementServer.SERVICE + "/apis/" + api + "?api-version=2024-05-01&export=true&format=" + format,
				null);
	}

	private String link(String api, String format) {
		Answer answer = export(api, format);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.at("/value/link").asString().substring(this.server.origin().length());
	}

	private Answer follow(String link) {
		return this.server.call(null, "GET", link, null);
	}

	private JsonNode document(String api) {
		return ContractJson.parse(follow(link(api, "openapi+json-link")).body());
	}

	@ParameterizedTest
	@CsvSource({ "openapi-link,openapi-link,yaml,application/yaml,openapi: ",
			"openapi+json-link,openapi+json-link,json,application/json,{",
			"openapi%2Bjson-link,openapi+json-link,json,application/json,{",
			"swagger-link,swagger-link-json,json,application/json,{",
			"swagger-link-json,swagger-link-json,json,application/json,{",
			"WADL-link,wadl-link-json,wadl,application/vnd.sun.wadl+xml,<?xml" })
	void anExportIsALinkThatIsFollowedWithoutCredentials(String format, String result, String extension, String type,
			String beginning) {
		Answer answer = export("orders", format);
		assertThat(answer.at("/format").asString()).isEqualTo(result);
		assertThat(answer.at("/id").asString()).isEqualTo(ManagementServer.SERVICE + "/apis/orders");
		String link = answer.at("/value/link").asString();
		assertThat(link).startsWith(this.server.origin() + "/exports/orders." + extension + "?");
		Answer document = follow(link.substring(this.server.origin().length()));
		assertThat(document.status()).isEqualTo(200);
		assertThat(document.contentType()).isEqualTo(type + ";charset=utf-8");
		assertThat(document.body()).startsWith(beginning).contains("get-one", "Read one", "{id}", "lang");
	}

	@Test
	void theAnswerHasTheShapeOfItsVersion() {
		String path = ManagementServer.SERVICE + "/apis/orders?export=true&format=openapi-link&api-version=";
		assertThat(this.server.call(ManagementServer.READER, "GET", path + "2018-06-01-preview", null).json())
			.hasToString(this.server.call(ManagementServer.READER, "GET", path + "2017-03-01", null).json().toString())
			.satisfies((answer) -> assertThat(((JsonNode) answer).propertyNames()).containsExactly("link"));
		assertThat(this.server.call(ManagementServer.READER, "GET", path + "2019-12-01", null).json().propertyNames())
			.containsExactly("link", "id", "format", "value", "properties");
		JsonNode newer = this.server.call(ManagementServer.READER, "GET", path + "2024-05-01", null).json();
		assertThat(newer.propertyNames()).containsExactly("id", "format", "value", "properties");
		assertThat(newer.at("/properties/value/link")).isEqualTo(newer.at("/value/link"));
	}

	@Test
	void aLinkIsGoodForFiveMinutes() {
		String link = link("orders", "openapi-link");
		this.now.set(this.now.get().plusSeconds(299));
		assertThat(follow(link).status()).isEqualTo(200);
		this.now.set(this.now.get().plusSeconds(1));
		Answer late = follow(link);
		assertThat(late.status()).isEqualTo(403);
		assertThat(late.at("/error/message").asString()).contains("expired");
	}

	@Test
	void aLinkLeadsNowhereElse() {
		create("/apis/other", ORDERS.replace("\"path\": \"orders\"", "\"path\": \"other\""));
		String link = link("orders", "openapi-link");
		for (String forged : new String[] { link.replace("api=%2Fapis%2Forders", "api=%2Fapis%2Fother"),
				link.replace("format=openapi-link", "format=swagger-link"), link.replaceFirst("se=\\d", "se=9"),
				link.replaceFirst("sig=.", "sig=" + (link.contains("sig=A") ? "B" : "A")),
				link.replaceAll("sig=.*", ""), link.replaceAll("sig=.*", "sig="), link.replaceAll("sig=.*", "sig=!!"),
				"/exports/orders.yaml" }) {
			assertThat(forged).isNotEqualTo(link);
			Answer answer = follow(forged);
			assertThat(answer.status()).as(forged).isEqualTo(403);
			assertThat(answer.at("/error/code").asString()).isEqualTo("AuthenticationFailed");
			assertThat(answer.body()).doesNotContain("Orders");
		}
		assertThat(this.server.call(null, "PUT", link, "{}").status()).isEqualTo(405);
	}

	@Test
	void replicasFollowEachOthersLinksIfTheyHaveTheSameKey() {
		String link = link("orders", "openapi-link");
		try (ManagementServer same = new ManagementServer(
				(builder) -> builder.clock(this.now::get).linkKey(new byte[32]));
				ManagementServer another = new ManagementServer((builder) -> builder.clock(this.now::get))) {
			same.put("/apis/orders", ORDERS);
			another.put("/apis/orders", ORDERS);
			assertThat(same.call(null, "GET", link, null).status()).isEqualTo(200);
			assertThat(another.call(null, "GET", link, null).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@CsvSource({ "export=true,format,is missing", "export=true&format=,format,is missing",
			"export=true&format=pdf-link,format,'pdf-link'", "export=true&format=openapi,format,openapi+json-link",
			"export=false&format=openapi-link,export,'true'", "export=&format=openapi-link,export,'true'",
			"export=1&format=openapi-link,export,'true'", "export=true&format=wsdl-link,format,WSDL" })
	void whatCannotBeExportedIsRefusedWithItsReason(String query, String target, String reason) {
		Answer answer = this.server.call(ManagementServer.READER, "GET",
				ManagementServer.SERVICE + "/apis/orders?api-version=2024-05-01&" + query, null);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.at("/error/code").asString()).isEqualTo("ValidationError");
		assertThat(answer.at("/error/details/0/target").asString()).isEqualTo(target);
		assertThat(answer.at("/error/details/0/message").asString()).contains(reason.replace("'", ""));
	}

	@Test
	void onlyWhoMayReadMayExportAndOnlyWhatThereIs() {
		String path = ManagementServer.SERVICE + "/apis/orders?api-version=2024-05-01&export=true&format=openapi-link";
		assertThat(this.server.call(null, "GET", path, null).status()).isEqualTo(401);
		assertThat(this.server.call(ManagementServer.ROLELESS, "GET", path, null).status()).isEqualTo(403);
		assertThat(export("nothing", "openapi-link").status()).isEqualTo(404);
		String link = link("orders", "openapi-link");
		this.server.call(ManagementServer.CONTRIBUTOR, "DELETE",
				ManagementServer.SERVICE + "/apis/orders?api-version=2024-05-01", null);
		assertThat(follow(link).status()).isEqualTo(404);
	}

	@Test
	void everyRevisionIsExportedUnderItsName() {
		create("/apis/orders;rev=2", "{\"properties\": {\"sourceApiId\": \"/apis/orders\", \"path\": \"orders\"}}");
		create("/apis/orders;rev=2/operations/new", """
				{"properties": {"displayName": "New", "method": "POST", "urlTemplate": "/new"}}""");
		for (String name : new String[] { "orders;rev=2", "orders%3Brev%3D2" }) {
			JsonNode second = document(name);
			assertThat(second.at("/servers/0/url").asString()).isEqualTo("/orders;rev=2");
			assertThat(second.at("/paths").propertyNames()).contains("/new");
		}
		JsonNode first = document("orders;rev=1");
		assertThat(first.at("/servers/0/url").asString()).isEqualTo("/orders");
		assertThat(first.at("/paths").propertyNames()).containsExactly("/{id}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Segment||https://gw.example/base/orders/v1|",
					"Query|\"versionQueryName\": \"ver\",|https://gw.example/base/orders|query parameter 'ver': v1",
					"Header|\"versionHeaderName\": \"X-Ver\",|https://gw.example/base/orders|header 'X-Ver': v1" })
	void theServerHasTheAddressOfTheVersion(String scheme, String name, String url, String note) {
		try (ManagementServer gateway = new ManagementServer(
				(builder) -> builder.gatewayUrl(URI.create("https://gw.example/base/")))) {
			gateway.put("/apiVersionSets/set", "{\"properties\": {" + ((name != null) ? name : "")
					+ " \"displayName\": \"S\", \"versioningScheme\": \"" + scheme + "\"}}");
			gateway.put("/apis/orders", ORDERS.replace("\"path\":",
					"\"apiVersion\": \"v1\", \"apiVersionSetId\": \"/apiVersionSets/set\", \"path\":"));
			JsonNode document = follow(gateway, "openapi+json-link");
			assertThat(document.at("/servers/0/url").asString()).isEqualTo(url);
			assertThat(document.at("/info/version").asString()).isEqualTo("v1");
			assertThat(document.at("/servers/0/description").asString("")).contains((note != null) ? note : "");
			JsonNode older = follow(gateway, "swagger-link");
			assertThat(older.at("/schemes/0").asString() + "://" + older.at("/host").asString()
					+ older.at("/basePath").asString())
				.isEqualTo(url);
		}
	}

	private static JsonNode follow(ManagementServer gateway, String format) {
		String link = gateway.get("/apis/orders?export=true&format=" + format).at("/value/link").asString();
		return gateway.call(null, "GET", link.substring(gateway.origin().length()), null).json();
	}

	@ParameterizedTest
	@CsvSource({ "openapi+json-link,/paths/~1{id}/get/parameters/1/required",
			"swagger-link,/paths/~1{id}/get/parameters/1/required" })
	void whatATemplateDemandsIsARequiredParameter(String format, String pointer) {
		JsonNode document = follow(link("orders", format)).json();
		assertThat(document.at(pointer).asBoolean()).isTrue();
		assertThat(document.at("/paths/~1{id}/get/operationId").asString()).isEqualTo("get-one");
		assertThat(document.at("/paths/~1{id}/get/summary").asString()).isEqualTo("Read one");
	}

	@Test
	void keysAreDescribedAndDemandedWhereTheyAreNeeded() {
		JsonNode document = document("orders");
		assertThat(document.at("/components/securitySchemes").toString())
			.isEqualTo("{\"apiKeyHeader\":{\"type\":\"apiKey\",\"name\":\"X-Key\",\"in\":\"header\"},"
					+ "\"apiKeyQuery\":{\"type\":\"apiKey\",\"name\":\"key\",\"in\":\"query\"}}");
		assertThat(document.at("/security").toString()).isEqualTo("[{\"apiKeyHeader\":[]},{\"apiKeyQuery\":[]}]");
		create("/apis/open", "{\"properties\": {\"path\": \"open\", \"subscriptionRequired\": false}}");
		assertThat(document("open").has("security")).isFalse();
	}

	@Test
	void formsAndExamplesAreWritten() {
		create("/apis/orders/operations/send",
				"""
						{"properties": {"displayName": "Send", "method": "POST", "urlTemplate": "/", "request": {
						"queryParameters": [{"name": "q", "type": "string", "examples": {"default": {"value": "x"}}}],
						"representations": [
						{"contentType": "application/x-www-form-urlencoded", "formParameters": [{"name": "a", "type": "integer", "required": true}]},
						{"contentType": "text/plain", "sample": "one"}]}}}""");
		JsonNode operation = document("orders").at("/paths/~1/post");
		assertThat(operation.at("/parameters/0/example").asString()).isEqualTo("x");
		assertThat(operation.at("/requestBody/content").toString()).isEqualTo(
				"{\"application/x-www-form-urlencoded\":{\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},"
						+ "\"required\":[\"a\"]}},\"text/plain\":{\"example\":\"one\"}}");
		JsonNode older = follow(link("orders", "swagger-link")).json().at("/paths/~1/post");
		assertThat(older.at("/consumes/0").asString()).isEqualTo("application/x-www-form-urlencoded");
		assertThat(older.at("/parameters/1").toString())
			.isEqualTo("{\"name\":\"a\",\"in\":\"formData\",\"required\":true,\"type\":\"integer\"}");
	}

	@Test
	void aTypeThatADocumentCannotHaveStandsBesideTheOneItHas() {
		create("/apis/orders/operations/typed", """
				{"properties": {"displayName": "Typed", "method": "PUT", "urlTemplate": "/{id}",
				"templateParameters": [{"name": "id", "type": "guid"}]}}""");
		assertThat(document("orders").at("/paths/~1{id}/put/parameters/0/schema").toString())
			.isEqualTo("{\"type\":\"string\",\"x-selvage-type\":\"guid\"}");
		create("/apis/orders/schemas/s",
				"""
						{"properties": {"contentType": "application/vnd.oai.openapi.components+json", "document": {"components": {"schemas": {
						"T": {"oneOf": [{"type": ["integer", "null"]}, {"type": "file"}]}, "N": false,
						"A": {"additionalProperties": false, "properties": {"any": true}}}}}}}""");
		assertThat(document("orders").at("/components/schemas/N").toString()).isEqualTo("{\"not\":{}}");
		assertThat(document("orders").at("/components/schemas/A").toString())
			.isEqualTo("{\"additionalProperties\":false,\"properties\":{\"any\":{}}}");
		assertThat(document("orders").at("/components/schemas/T").toString()).isEqualTo(
				"{\"oneOf\":[{\"nullable\":true,\"type\":\"integer\"},{\"type\":\"string\",\"format\":\"binary\"}]}");
		assertThat(follow(link("orders", "swagger-link")).json().at("/definitions/T").toString()).isEqualTo(
				"{\"x-oneOf\":[{\"x-nullable\":true,\"type\":\"integer\"},{\"type\":\"string\",\"format\":\"binary\"}]}");
	}

	@Test
	void twoSchemaResourcesMayMeanDifferentThingsByOneName() {
		for (String id : new String[] { "first", "second" }) {
			create("/apis/orders/schemas/" + id,
					"""
							{"properties": {"contentType": "application/vnd.oai.openapi.components+json", "document": {"components": {"schemas": {
							"T": {"title": "%s", "properties": {"self": {"$ref": "#/components/schemas/T"}}}}}}}}"""
						.formatted(id));
			create("/apis/orders/operations/of-" + id,
					"""
							{"properties": {"displayName": "Of", "method": "POST", "urlTemplate": "/%1$s", "responses": [{"statusCode": 200,
							"representations": [{"contentType": "application/json", "schemaId": "%1$s", "typeName": "T"}]}]}}"""
						.formatted(id));
		}
		JsonNode document = document("orders");
		for (String id : new String[] { "first", "second" }) {
			String reference = document
				.at("/paths/~1" + id + "/post/responses/200/content/application~1json/schema/$ref")
				.asString();
			JsonNode schema = document.at(reference.substring(1));
			assertThat(schema.path("title").asString()).isEqualTo(id);
			assertThat(schema.at("/properties/self/$ref").asString()).isEqualTo(reference);
		}
	}

	@Test
	void operationsNameTheirTags() {
		create("/tags/t1", "{\"properties\": {\"displayName\": \"Reading\"}}");
		create("/apis/orders/operations/get-one/tags/t1", null);
		assertThat(document("orders").at("/paths/~1{id}/get/tags").toString()).isEqualTo("[\"Reading\"]");
	}

	@Test
	void aSoapApiIsExportedAsTheWsdlItCameFrom() {
		create("/apis/calc", "{\"properties\": {\"path\": \"calc\", \"format\": \"wsdl\", \"value\": \"" + WSDL
				+ "\", \"apiType\": \"soap\"}}");
		Answer answer = export("calc", "wsdl-link");
		assertThat(answer.at("/format").asString()).isEqualTo("wsdl-link+xml");
		Answer document = follow(link("calc", "wsdl-link"));
		assertThat(document.body()).isEqualTo(WSDL.replace("\\\"", "\""));
		assertThat(document.contentType()).isEqualTo("text/xml;charset=utf-8");
		assertThat(document("calc").at("/x-ms-paths").propertyNames()).containsExactly("/?soapAction=Add");
	}

	@Test
	void anApiOfAnotherKindHasNoOpenApi() {
		create("/apis/graph",
				"{\"properties\": {\"path\": \"graph\", \"format\": \"graphql\", \"value\": \"type Query\"}}");
		Answer answer = export("graph", "openapi-link");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.at("/error/details/0/message").asString()).contains("graphql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openapi-link", "openapi+json-link", "swagger-link", "wadl-link" })
	void anExportIsImportedFromItsLink(String format) {
		String link = export("orders", format).at("/value/link").asString();
		create("/apis/copy",
				"{\"properties\": {\"path\": \"copy\", \"serviceUrl\": \"https://b.example\", \"format\": \""
						+ (format.equals("wadl-link") ? "wadl-link-json" : format) + "\", \"value\": \"" + link
						+ "\"}}");
		JsonNode copy = this.server.get("/apis/copy/operations/get-one").at("/properties");
		assertThat(copy.at("/urlTemplate").asString()).isEqualTo("/{id}?lang={lang}");
		assertThat(copy.at("/method").asString()).isEqualTo("GET");
		assertThat(copy.at("/displayName").asString()).isEqualTo("Read one");
	}

	@Test
	void anApiOfAWorkspaceIsExportedToo() {
		create("/workspaces/w", "{\"properties\": {\"displayName\": \"W\"}}");
		create("/workspaces/w/apis/orders", ORDERS);
		create("/workspaces/w/apis/orders/operations/mine",
				"{\"properties\": {\"displayName\": \"Mine\", \"method\": \"GET\", \"urlTemplate\": \"/mine\"}}");
		String link = this.server.get("/workspaces/w/apis/orders?export=true&format=openapi-link")
			.at("/value/link")
			.asString();
		assertThat(follow(link.substring(this.server.origin().length())).body()).contains("mine")
			.doesNotContain("get-one");
	}

	@Test
	void noSecretAndNoBackendIsInIt() {
		create("/namedValues/key",
				"{\"properties\": {\"displayName\": \"key\", \"value\": \"s3cr3t-value\", \"secret\": true}}");
		create("/subscriptions/s",
				"""
						{"properties": {"displayName": "S", "scope": "/apis/orders", "primaryKey": "pr1mary", "secondaryKey": "s3condary"}}""");
		create("/apis/orders/policies/policy",
				"""
						{"properties": {"format": "rawxml", "value": "<policies><inbound><set-header name=\\"X\\"><value>p0licy</value></set-header></inbound></policies>"}}""");
		for (String format : new String[] { "openapi-link", "swagger-link", "wadl-link" }) {
			assertThat(follow(link("orders", format)).body()).doesNotContain("s3cr3t-value", "pr1mary", "s3condary",
					"p0licy", "backend.example");
		}
	}

}
