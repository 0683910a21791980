package io.selvage.gateway.policy.schema;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.BodySchema.Reading;
import io.selvage.gateway.context.UnusableSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Schemas nothing can be compared with are refused when they are compiled.
 */
class UnusableSchemaTests {

	private static final Reading AS_IT_SAYS = new Reading(null, false);

	private static BodySchema stored(String text) {
		return StoredJsonSchema.of(new StoredSchema.Json("x", JsonMapper.shared().readTree(text)), "", AS_IT_SAYS,
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
			"{'const':{'$ref':''},'enum':[{'not':{'$ref':'other'}},1]}",
			"{'properties':{'enum':{'items':{'$ref':'#'}}}}", "{'properties':{'$ref':{'type':'string'}}}" })
	void aSchemaThatRefersToItselfForAnotherValueIsUsable(String text) {
		assertThat(stored(text.replace('\'', '"')).name()).isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'type':'foo'}", "{'type':['string','string']}", "{'enum':5}", "{'required':'x'}",
			"{'required':true}", "{'required':[1]}", "{'required':['a','a']}", "{'minLength':'x'}", "{'maxItems':-1}",
			"{'minProperties':1.5}", "{'properties':[]}", "{'patternProperties':1}", "{'pattern':5}", "{'format':1}",
			"{'multipleOf':0}", "{'minimum':'1'}", "{'exclusiveMinimum':'true'}", "{'uniqueItems':1}", "{'allOf':[]}",
			"{'anyOf':{}}", "{'oneOf':[5]}", "{'not':[true]}", "{'items':'x'}", "{'additionalProperties':[]}",
			"{'propertyNames':'x'}", "{'dependentRequired':{'a':'b'}}", "{'dependentRequired':{'a':{}}}",
			"{'dependentRequired':[]}", "{'dependentSchemas':{'a':['b']}}", "{'dependencies':{'a':5}}",
			"{'dependencies':{'a':[5]}}", "{'$ref':5}", "{'$defs':[]}", "{'definitions':{'a':{'type':'foo'}}}",
			"{'properties':{'a':{'items':{'type':1}}}}", "{'$ref':'#/$defs/a','$defs':{'a':{'maximum':[]}}}" })
	void aSchemaWithAKeywordWhoseValueMakesNoSenseIsRefused(String text) {
		assertThatThrownBy(() -> stored(text.replace('\'', '"'))).isInstanceOf(UnusableSchemaException.class)
			.hasMessageStartingWith("The schema 'x")
			.hasMessageContaining("is malformed");
	}

	@Test
	void thePlaceInTheDocumentIsTold() {
		assertThatThrownBy(() -> stored("{\"items\":{\"$ref\":\"#/$defs/a~1b\"},\"$defs\":{\"a/b\":"
				+ "{\"properties\":{\"c\":{\"type\":\"foo\"}}}}}"))
			.hasMessageContaining("/properties/c/type'")
			.hasMessageContaining("a~1b");
	}

	@Test
	void aSchemaNestedTooDeepForTheStackIsUnusable() {
		JsonNode nested = JsonNodeFactory.instance.booleanNode(true);
		for (int i = 0; i < 5_000; i++) {
			nested = JsonNodeFactory.instance.objectNode().set("not", nested);
		}
		StoredSchema.Json schema = new StoredSchema.Json("x", nested);
		assertThatThrownBy(() -> StoredJsonSchema.of(schema, "", AS_IT_SAYS, (id) -> null))
			.isInstanceOf(UnusableSchemaException.class)
			.hasMessageContaining("deep");
	}

	@Test
	void aDefinitionOfADescriptionThatConsistsOfItselfIsUnusable() {
		String document = "{\"components\":{\"schemas\":{\"A\":{\"$ref\":\"#/components/schemas/A\"}}}}";
		BodySchema schema = new DescribedSchema(new SchemaDefinitions(JsonMapper.shared().readTree(document)), "A");
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
