package io.selvage.catalog.management;

import java.util.List;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemas of the service.
 */
class SchemaCallsTests {

	private static final String XML = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>";

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	private Answer put(String properties) {
		return this.server.put("/schemas/s", "{\"properties\": " + properties + "}");
	}

	@Test
	void aJsonSchemaIsAnsweredAsItCame() {
		Answer created = put("{\"schemaType\": \"JSON\", \"description\": \"d\", \"document\": "
				+ "{\"$id\": \"x\", \"Type\": \"object\", \"default\": null, \"enum\": [null, 1.5]}}");
		assertThat(created.status()).isEqualTo(201);
		Answer got = this.server.get("/schemas/S");
		assertThat(got.at("/type").asString()).isEqualTo("Microsoft.ApiManagement/service/schemas");
		assertThat(got.at("/properties/schemaType").asString()).isEqualTo("json");
		assertThat(got.at("/properties/document").toString())
			.isEqualTo("{\"$id\":\"x\",\"Type\":\"object\",\"default\":null,\"enum\":[null,1.5]}");
		assertThat(got.at("/properties").has("value")).isFalse();
		assertThat(this.server.get("/schemas").at("/count").asInt()).isEqualTo(1);
		assertThat(this.server.contribute("HEAD", "/schemas/s", null).etag()).isEqualTo(created.etag());
		assertThat(this.server.contribute("DELETE", "/schemas/s", null).status()).isEqualTo(200);
		assertThat(this.server.contribute("DELETE", "/schemas/s", null).status()).isEqualTo(204);
	}

	@Test
	void anXmlSchemaIsAText() {
		assertThat(put("{\"schemaType\": \"xml\", \"value\": \"" + XML + "\"}").status()).isEqualTo(201);
		assertThat(this.server.get("/schemas/s").at("/properties/value").asString()).isEqualTo(XML);
	}

	@ParameterizedTest
	@CsvSource({ "json", "xml" })
	void aSchemaWithoutADocumentIsTakenWithAWarning(String type) {
		Answer created = put("{\"schemaType\": \"" + type + "\"}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.warning()).contains("no document");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{}|schemaType|The SchemaType field is required.",
			"{\"schemaType\": \"yaml\"}|schemaType|must be one of: json, xml",
			"{\"schemaType\": \"json\", \"document\": 7}|document|must be an object, or true or false",
			"{\"schemaType\": \"json\", \"value\": \"{\\\"a\\\": \"}|value|is not JSON",
			"{\"schemaType\": \"xml\", \"value\": {}}|value|must be a string",
			"{\"schemaType\": \"xml\", \"value\": \"<a/>\"}|value|The root element must be 'schema'",
			"{\"schemaType\": \"xml\", \"value\": \"<a>\"}|value|not well-formed XML: error on line 1, column 4",
			"{\"schemaType\": \"xml\", \"value\": \"\\n \\n  <a>\"}|value|error on line 3, column 6",
			"{\"schemaType\": \"xml\", \"value\": \"  <a>\\n</b>\"}|value|error on line 2, column 3",
			"{\"schemaType\": \"xml\", \"value\": \"<!DOCTYPE a><a/>\"}|value|document type" })
	void whatIsNoSchemaIsRefusedWithTheProperty(String properties, String target, String reason) {
		Answer refused = put(properties);
		assertThat(refused.status()).as(refused.body()).isEqualTo(400);
		assertThat(refused.at("/error/code").asString()).isEqualTo("ValidationError");
		assertThat(refused.at("/error/details/0/target").asString()).isEqualTo(target);
		assertThat(refused.at("/error/details/0/message").asString()).contains(reason);
	}

	@Test
	void booleansAreJsonSchemasToo() {
		assertThat(put("{\"schemaType\": \"json\", \"document\": false}").status()).isEqualTo(201);
	}

	@Test
	void theTypeStaysAsItWasCreated() {
		put("{\"schemaType\": \"json\", \"document\": {\"type\": \"object\"}}");
		String xml = "{\"properties\": {\"schemaType\": \"xml\", \"value\": \"" + XML + "\"}}";
		for (String method : List.of("PUT", "PATCH")) {
			Answer refused = this.server.contribute(method, "/schemas/s", xml, "If-Match", "*");
			assertThat(refused.status()).as(refused.body()).isEqualTo(400);
			assertThat(refused.at("/error/code").asString()).isEqualTo("ValidationError");
			assertThat(refused.at("/error/message").asString())
				.isEqualTo("One or more fields contain incorrect values:");
			assertThat(refused.at("/error/details/0/target").asString()).isEqualTo("schemaType");
			assertThat(refused.at("/error/details/0/message").asString())
				.isEqualTo("The field SchemaType cannot be changed: it is 'json' since the resource was created.");
		}
		assertThat(this.server.get("/schemas/s").at("/properties/document/type").asString()).isEqualTo("object");
		assertThat(put("{\"schemaType\": \"JSON\", \"document\": true}").status()).isEqualTo(200);
		assertThat(this.server.contribute("PATCH", "/schemas/s", "{\"properties\": {\"description\": \"d\"}}").status())
			.isEqualTo(200);
		this.server.contribute("DELETE", "/schemas/s", null);
		assertThat(this.server.put("/schemas/s", xml).status()).isEqualTo(201);
	}

}
