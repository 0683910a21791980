package io.selvage.gateway.policy.statement;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.schema.DescribedSchema;
import io.selvage.gateway.policy.schema.SchemaDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Bodies compared with the schemas of the API's description.
 */
class ContentSchemaTests {

	private static final String COMPONENTS = """
			{"components":{"schemas":{
			  "Base":{"type":"object","properties":{"Id":{"type":"integer","minimum":0,"exclusiveMinimum":true}}},
			  "Order":{"required":["Id"],"allOf":[{"$ref":"#/components/schemas/Base"},{"type":"object","properties":{
			    "note":{"type":"string","nullable":true,"maxLength":5},"code":{"type":"string","pattern":"^[A-Z]+$"},
			    "day":{"type":"string","format":"date"},"kind":{"enum":["a","b"]},
			    "parts":{"type":"array","items":{"$ref":"#/components/schemas/Part"}}}}]},
			  "Part":{"type":"object","additionalProperties":false,"properties":{"n":{"type":"number"},
			    "sub":{"$ref":"#/components/schemas/Part"},
			    "tag":{"$ref":"#/components/schemas/Order/allOf/1/properties/note"}}}}}}""";

	private static PolicyFixture fixture(String document, String name, String body) {
		BodySchema schema = new DescribedSchema(new SchemaDefinitions(JsonMapper.shared().readTree(document)), name);
		OperationContract contract = new OperationContract(
				List.of(), Set.of("application/json"), List.of(new OperationContract.Response(200, List.of(),
						Set.of("application/json"), Map.of("application/json", schema))),
				List.of(), Map.of("application/json", schema));
		ApiInfo api = new ApiInfo("api", "API", "api", "1", null, true, MessageUrl.parse("http://origin.example/base"),
				List.of("https"), "Ocp-Apim-Subscription-Key", "subscription-key");
		return PolicyFixture
			.of(api, new OperationInfo("op", "*", "Operation", "/", contract), "POST", "https://gw.example/api", body)
			.header("Content-Type", "application/json");
	}

	private static String policy(String action, String more) {
		return "<validate-content unspecified-content-type-action=\"prevent\" max-size=\"10000\" "
				+ "size-exceeded-action=\"prevent\" errors-variable-name=\"e\"><content type=\"application/json\" "
				+ "validate-as=\"json\" action=\"" + action + "\" " + more + "/></validate-content>";
	}

	private static DryOutcome run(String body, String action, String more) {
		return fixture(COMPONENTS, "Order", body).inbound(policy(action, more)).run();
	}

	private static @Nullable String reason(DryOutcome outcome) {
		return (outcome.context().lastError() != null) ? outcome.context().lastError().reason() : null;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"Id\":1,\"note\":null,\"day\":\"2026-01-31\"}|true",
			"{\"Id\":1.5}|false", "{}|false", "[]|false", "{\"Id\":0}|false", "{\"Id\":1,\"note\":\"123456\"}|false",
			"{\"Id\":1,\"code\":\"ab\"}|false", "{\"Id\":1,\"code\":\"AB\"}|true", "{\"Id\":1,\"day\":\"31.1.\"}|false",
			"{\"Id\":1,\"kind\":\"c\"}|false", "{\"Id\":1,\"parts\":[{\"n\":1,\"sub\":{\"n\":2}}]}|true",
			"{\"Id\":1,\"parts\":[{\"n\":1,\"sub\":{\"x\":2}}]}|false", "{\"Id\":1,\"more\":1}|true",
			"{\"Id\":1,\"parts\":[{\"tag\":\"123456\"}]}|false" })
	void bodiesMustFitTheDefinitionOfTheOperation(String body, boolean fits) {
		DryOutcome outcome = run(body, "prevent", "");
		assertThat(reason(outcome)).isEqualTo(fits ? null : "IncorrectMessage");
		assertThat(outcome.calls()).hasSize(fits ? 1 : 0);
		if (!fits) {
			assertThat(outcome.context().response().statusCode()).isEqualTo(400);
			assertThat(outcome.context().lastError().source()).isEqualTo("validate-content");
			assertThat(outcome.context().variables().get("e").toString()).contains("\"ValidationRule\"",
					"IncorrectMessage", "RequestBody", "Order");
		}
	}

	@Test
	void aFindingNamesThePlaceAndNoValue() {
		DryOutcome outcome = run("{\"Id\":1,\"parts\":[{\"n\":\"hush\"}]}", "prevent", "");
		assertThat(outcome.context().lastError().message()).contains("'/parts/0/n'", "'Order'").doesNotContain("hush");
	}

	@Test
	void detectionNotesTheDifferenceAndLetsTheRequestPass() {
		DryOutcome outcome = run("{}", "detect", "");
		assertThat(reason(outcome)).isNull();
		assertThat(outcome.calls()).hasSize(1);
		assertThat(outcome.context().variables().get("e").toString()).contains("IncorrectMessage", "detect");
		assertThat(run("{}", "ignore", "").context().variables()).doesNotContainKey("e");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "true|{\"Id\":1,\"parts\":[{\"x\":1}]}|true", "true|{\"Id\":1,\"parts\":[{\"n\":\"x\"}]}|false",
					"false|{\"Id\":1,\"x\":1}|false", "false|{\"Id\":1,\"note\":\"a\",\"parts\":[{\"n\":1}]}|true",
					"false|{\"Id\":1,\"parts\":[{\"n\":1,\"x\":1}]}|false" })
	void thePolicyOverridesWhetherOtherPropertiesAreAllowed(String allow, String body, boolean fits) {
		assertThat(reason(run(body, "prevent", "allow-additional-properties=\"" + allow + "\"")))
			.isEqualTo(fits ? null : "IncorrectMessage");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "true|{\"ID\":1,\"PARTS\":[{\"N\":1,\"Tag\":\"a\"}]}|true", "true|{\"iD\":\"x\"}|false",
					"true|{\"id\":1,\"parts\":[{\"TAG\":\"123456\"}]}|false", "false|{\"ID\":1}|false" })
	void namesMayBeComparedWithoutRegardToCase(String any, String body, boolean fits) {
		assertThat(reason(run(body, "prevent", "case-insensitive-property-names=\"" + any + "\"")))
			.isEqualTo(fits ? null : "IncorrectMessage");
	}

	@Test
	void aBadResponseIsTheBackendsFault() {
		PolicyFixture fixture = fixture(COMPONENTS, "Order", "{}").response(200, "{\"Id\":\"x\"}");
		fixture.context().response().headers().add("Content-Type", "application/json");
		DryOutcome outcome = fixture.section("outbound", policy("prevent", "")).run(Section.OUTBOUND);
		assertThat(reason(outcome)).isEqualTo("IncorrectMessage");
		assertThat(outcome.context().response().statusCode()).isEqualTo(502);
	}

	@Test
	void aReferenceToAnotherDocumentIsNotFollowed() throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		AtomicInteger requests = new AtomicInteger();
		server.createContext("/", (exchange) -> {
			requests.incrementAndGet();
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		try {
			String remote = "http://127.0.0.1:" + server.getAddress().getPort() + "/s.json";
			for (String keyword : List.of("\"$ref\":\"" + remote + "\"", "\"$ref\":\"classpath:draft-07/schema\"",
					"\"$dynamicRef\":\"" + remote + "#x\"", "\"$ref\":\"#/definitions/None\"",
					"\"$ref\":\"#/definitions/A/properties/none\"", "\"pattern\":\"(\"")) {
				DryOutcome outcome = fixture("{\"definitions\":{\"A\":{" + keyword + "}}}", "A", "\"x\"")
					.inbound(policy("prevent", ""))
					.run();
				assertThat(reason(outcome)).as(keyword).isEqualTo("UnusableSchema");
				assertThat(outcome.context().response().statusCode()).isEqualTo(500);
			}
			String named = "{\"definitions\":{\"A\":{\"$schema\":\"" + remote + "\",\"$id\":\"" + remote
					+ "\",\"type\":\"string\"}}}";
			assertThat(reason(fixture(named, "A", "\"x\"").inbound(policy("prevent", "")).run())).isNull();
			assertThat(requests).hasValue(0);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void aDeepBodyOfARecursiveDefinitionIsRefusedBeforeItIsCompared() {
		String recursive = "{\"definitions\":{\"A\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/A\"}}}}";
		assertThat(
				reason(fixture(recursive, "A", "[".repeat(100) + "]".repeat(100)).inbound(policy("prevent", "")).run()))
			.isNull();
		DryOutcome deeper = fixture(recursive, "A", "[".repeat(101) + "]".repeat(101)).inbound(policy("prevent", ""))
			.run();
		assertThat(reason(deeper)).isEqualTo("IncorrectMessage");
		assertThat(deeper.context().lastError().message()).contains("100 levels");
	}

	@ParameterizedTest
	@CsvSource({ "json,schema-ref", "xml,schema-ref", "xml,allow-additional-properties",
			"soap,case-insensitive-property-names" })
	void attributesThatHaveNoEffectAreRefusedWithTheirPlace(String format, String attribute) {
		String document = "<validate-content unspecified-content-type-action=\"prevent\" max-size=\"1\" "
				+ "size-exceeded-action=\"prevent\">\n<content validate-as=\"" + format + "\" action=\"prevent\" "
				+ attribute + "=\"true\" /></validate-content>";
		assertThatThrownBy(() -> fixture(COMPONENTS, "Order", "{}").inbound(document).plan())
			.hasMessageContaining("'" + attribute + "' attribute")
			.hasMessageContaining("on line 2, column");
	}

}
