package io.selvage.gateway.policy.schema;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.BodySchema.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where references lead.
 */
class SchemaReferenceTests {

	private static final Reading AS_IT_SAYS = new Reading(null, false);

	private static final String DOCUMENT = """
			{"type":"object","properties":{"it":{"$ref":"REFERENCE"}},"required":["it"],
			 "components":{"schemas":{
			  "A":{"type":"object","properties":{"it":{"$ref":"REFERENCE"}},"required":["it"]},
			  "B":{"properties":{"y z":{"type":"integer"},"a/b":{"type":"integer"},"50%":{"type":"integer"},
			    "a+b":{"type":"integer"},"~":{"type":"integer"},"\u00fc\u00ab\\"[0]":{"type":"integer"}},
			    "items":[{"type":"string"},{"type":"integer"}]},
			  "x y/%~":{"type":"integer"}}}}""";

	@ParameterizedTest
	@ValueSource(strings = { "#/components/schemas/B/properties/y%20z", "#/components/schemas/B/properties/y z",
			"#/components/schemas/B/properties/a~1b", "#/components/schemas/B/properties/a%7E1b",
			"#/components/schemas/B/properties/50%25", "#/components/schemas/B/properties/50%",
			"#/components/schemas/B/properties/a+b", "#/components/schemas/B/properties/~0",
			"#/components/schemas/B/properties/%C3%BC%C2%AB%22%5B0%5D", "#/components/schemas/B/items/1",
			"#/components/schemas/x%20y~1%25~0" })
	void everyCharacterOfANameCanBeReferredTo(String reference) {
		JsonNode document = JsonMapper.shared().readTree(DOCUMENT.replace("REFERENCE", reference));
		expectAnInteger(new DescribedSchema(new SchemaDefinitions(document), "A"));
		expectAnInteger(StoredJsonSchema.of(new StoredSchema.Json("x", document), "", AS_IT_SAYS, (id) -> null));
	}

	private static void expectAnInteger(BodySchema schema) {
		assertThat(schema.problem("{\"it\":1}".getBytes(), AS_IT_SAYS)).isNull();
		assertThat(schema.problem("{\"it\":\"x\"}".getBytes(), AS_IT_SAYS)).contains("'/it'");
	}

}
