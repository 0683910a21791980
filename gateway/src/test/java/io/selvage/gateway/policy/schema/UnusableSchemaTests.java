package io.selvage.gateway.policy.schema;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.BodySchema.Reading;
import io.selvage.gateway.context.UnusableSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Schemas nothing can be compared with are refused when they are compiled.
 */
class UnusableSchemaTests {

	private static final Reading AS_IT_SAYS = new Reading(null, false);

	private static BodySchema stored(String text) {
		return JsonBodySchema.stored(new StoredSchema.Json("x", JsonMapper.shared().readTree(text)), "", AS_IT_SAYS,
				(id) -> null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'$ref':'#'}", "{'allOf':[{'$ref':'#'}]}", "{'anyOf':[true,{'$ref':'#'}]}",
			"{'oneOf':[{'$ref':'#'}]}", "{'not':{'$ref':'#'}}", "{'if':{'$ref':'#'}}",
			"{'if':true,'then':{'$ref':'#'}}", "{'if':false,'else':{'$ref':'#'}}",
			"{'dependentSchemas':{'a':{'$ref':'#'}}}",
			"{'properties':{'a':{'$ref':'#/$defs/a'}},'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'not':{'$ref':'#/$defs/a'}}}}",
			"{'$ref':'#/$defs/a','$defs':{'a':{'allOf':[{'$ref':'#'}]}}}",
			"{'properties':{'enum':{'$ref':'#/properties/enum'}}}",
			"{'items':[{'additionalProperties':{'allOf':[{'$ref':'#/items/0/additionalProperties'}]}}]}" })
	void aSchemaThatConsistsOfItselfIsRefused(String text) {
		assertThatThrownBy(() -> stored(text.replace('\'', '"'))).isInstanceOf(UnusableSchemaException.class)
			.hasMessageContaining("refers to itself");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'properties':{'a':{'$ref':'#'}}}", "{'items':{'$ref':'#'}}",
			"{'items':[{'allOf':[{'$ref':'#'}]}]}", "{'propertyNames':{'$ref':'#'}}",
			"{'additionalProperties':{'not':{'not':{'$ref':'#'}}}}", "{'contains':{'$ref':'#'},'minContains':0}",
			"{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':true}}",
			"{'const':{'$ref':'#'},'enum':[{'$ref':'#'},1]}",
			"{'const':{'$ref':''},'enum':[{'not':{'$ref':'other'}},1]}", "{'properties':{'enum':{'items':{'$ref':'#'}}}}", "{'properties':{'$ref':{'type':'string'}}}" })
	void aSchemaThatRefersToItselfForAnotherValueIsUsable(String text) {
		assertThat(stored(text.replace('\'', '"')).name()).isEqualTo("x");
	}

	@Test
	void aDefinitionOfADescriptionThatConsistsOfItselfIsUnusable() {
		String document = "{\"components\":{\"schemas\":{\"A\":{\"$ref\":\"#/components/schemas/A\"}}}}";
		BodySchema schema = new JsonBodySchema(new SchemaDefinitions(JsonMapper.shared().readTree(document)), "A");
		assertThatThrownBy(() -> schema.problem("1".getBytes(), AS_IT_SAYS)).isInstanceOf(UnusableSchemaException.class)
			.hasMessageContaining("refers to itself");
	}

	@Test
	void aChainOfReferencesThatIsTooLongForTheStackIsUnusable() {
		StringBuilder document = new StringBuilder("{\"$ref\":\"#/$defs/0\",\"$defs\":{");
		for (int i = 0; i < 100_000; i++) {
			document.append('"').append(i).append("\":{\"$ref\":\"#/$defs/").append(i + 1).append("\"},");
		}
		String text = document.append("\"100000\":true}}").toString();
		assertThatThrownBy(() -> stored(text).problem("1".getBytes(), AS_IT_SAYS))
			.isInstanceOf(UnusableSchemaException.class)
			.hasMessageContaining("deep");
	}

}
