package io.selvage.gateway.policy.schema;

import io.selvage.gateway.context.BodySchema.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each keyword of a schema accepts and refuses.
 */
class SchemaKeywordTests {

	private static @Nullable String problem(String schema, String body, boolean anyCase) {
		Reading reading = new Reading(null, anyCase);
		return StoredJsonSchema
			.of(new StoredSchema.Json("x", JsonMapper.shared().readTree(schema.replace('\'', '"'))), "", reading,
					(id) -> null)
			.problem(body.replace('\'', '"').getBytes(), reading);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{'type':'integer'} | 1 | 'x'",
			"{'type':['integer','null']} | null | 'x'", "{'type':'string','nullable':true} | null | 1",
			"{'enum':[1,'a']} | 'a' | 'b'", "{'const':{'a':1}} | {'a':1} | {'a':2}", "{'multipleOf':0.1} | 0.3 | 0.35",
			"{'minimum':2} | 2 | 1", "{'maximum':2} | 2 | 3", "{'exclusiveMinimum':2} | 3 | 2",
			"{'exclusiveMaximum':2} | 1 | 2", "{'minimum':2,'exclusiveMinimum':true} | 3 | 2",
			"{'maximum':2,'exclusiveMaximum':true} | 1 | 2", "{'minLength':2} | 'ab' | 'a'",
			"{'maxLength':2} | 'ab' | 'abc'", "{'pattern':'^a'} | 'ab' | 'ba'",
			"{'format':'uuid'} | " + "'12345678-1234-1234-1234-123456789abc' | '1'", "{'minItems':1} | [1] | []",
			"{'maxItems':1} | [1] | [1,2]", "{'uniqueItems':true} | [1,2] | [1,1]",
			"{'items':{'type':'integer'}} | [1] | ['x']", "{'items':[{'type':'integer'}]} | [1,'x'] | ['x']",
			"{'items':[true],'additionalItems':false} | [1] | [1,2]", "{'prefixItems':[{'const':1}]} | [1,2] | [2]",
			"{'prefixItems':[true],'items':false} | [1] | [1,2]", "{'contains':{'const':1}} | [2,1] | [2]",
			"{'contains':{'const':1},'minContains':2} | [1,1] | [1]",
			"{'contains':{'const':1},'maxContains':1} | [1] | [1,1]",
			"{'prefixItems':[true],'unevaluatedItems':false} | [1] | [1,2]", "{'minProperties':1} | {'a':1} | {}",
			"{'maxProperties':1} | {'a':1} | {'a':1,'b':1}", "{'required':['a']} | {'a':1} | {'A':1}",
			"{'properties':{'a':{'const':1}}} | {'a':1} | {'a':2}",
			"{'patternProperties':{'^a':{'const':1}}} | {'ab':1,'ba':2} | {'ab':2}",
			"{'additionalProperties':false} | {} | {'a':1}",
			"{'properties':{'a':true},'unevaluatedProperties':false} | {'a':1} | {'b':1}",
			"{'propertyNames':{'pattern':'^a'}} | {'a':1} | {'b':1}",
			"{'dependentRequired':{'a':['b']}} | {'a':1,'b':1} | {'a':1}",
			"{'dependentSchemas':{'a':{'maxProperties':1}}} | {'b':1,'c':1} | {'a':1,'b':1}",
			"{'dependencies':{'a':['b']}} | {'a':1,'b':1} | {'a':1}",
			"{'dependencies':{'a':{'maxProperties':1}}} | {'b':1,'c':1} | {'a':1,'b':1}",
			"{'dependencies':{'a':false}} | {'b':1} | {'a':1}",
			"{'dependentRequired':{'a':['b']},'dependencies':{'a':['c']}} | {'a':1,'b':1,'c':1} | {'a':1,'c':1}",
			"{'dependencies':{'a':['c']},'dependentRequired':{'a':['b']}} | {'a':1,'b':1,'c':1} | {'a':1,'b':1}",
			"{'allOf':[{'minimum':1},{'maximum':2}]} | 1 | 3", "{'anyOf':[{'const':1},{'const':2}]} | 2 | 3",
			"{'oneOf':[{'minimum':1},{'minimum':2}]} | 1 | 2", "{'not':{'const':1}} | 2 | 1",
			"{'if':{'minimum':5},'then':{'maximum':6},'else':{'const':1}} | 6 | 7",
			"{'if':{'minimum':5},'then':{'maximum':6},'else':{'const':1}} | 1 | 2",
			"{'$ref':'#/definitions/a','definitions':{'a':{'const':1}}} | 1 | 2", "true | 1 | ",
			" {'not':true} | | 1" })
	void everyKeywordIsTaken(String schema, @Nullable String accepted, @Nullable String refused) {
		if (accepted != null) {
			assertThat(problem(schema, accepted, false)).isNull();
		}
		if (refused != null) {
			assertThat(problem(schema, refused, false)).isNotNull();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{'required':['Id']} | {'ID':1} | {'x':1}",
			"{'required':['Id','ID']} | {'id':1} | {}", "{'properties':{'Id':{'const':1}}} | {'iD':1} | {'iD':2}",
			"{'patternProperties':{'^Ab':{'const':1}}} | {'aBc':1} | {'aBc':2}",
			"{'patternProperties':{'^Ab':true},'additionalProperties':false} | {'ABc':1} | {'bc':1}",
			"{'propertyNames':{'enum':['Id','Name']}} | {'ID':1} | {'x':1}",
			"{'propertyNames':{'const':'Id'}} | {'ID':1} | {'x':1}",
			"{'propertyNames':{'pattern':'^[A-Z]$'}} | {'b':1} | {'bb':1}",
			"{'propertyNames':{'anyOf':[{'const':'A'},{'$ref':'#/$defs/b'}]},'$defs':{'b':{'enum':['B']}}} | {'b':1} | {'c':1}",
			"{'propertyNames':{'$ref':'#/$defs/b'},'properties':{'b':{'$ref':'#/$defs/b'}},'$defs':{'b':{'enum':['B']}}} | {'b':'B'} | {'b':'b'}",
			"{'properties':{'a':{'pattern':'^A$'}},'propertyNames':{'pattern':'A'}} | {'a':'A'} | {'a':'a'}",
			"{'dependentRequired':{'Aa':['Bb']}} | {'aA':1,'bB':1} | {'aA':1}",
			"{'dependencies':{'Aa':['Bb']}} | {'aA':1,'bB':1} | {'aA':1}",
			"{'dependentSchemas':{'Aa':{'required':['Bb']}}} | {'aA':1,'bB':1} | {'aA':1}",
			"{'const':{'Id':'A'}} | {'iD':'A'} | {'iD':'a'}" })
	void namesAreComparedWithoutRegardToCaseWhereCaseDoesNotCount(String schema, String accepted, String refused) {
		assertThat(problem(schema, accepted, true)).isNull();
		assertThat(problem(schema, refused, true)).isNotNull();
	}

	@Test
	void aSchemaWhoseBranchesMultiplyWithTheDepthOfABodyIsBounded() {
		String array = "{'type':'array','items':{'$ref':'#'}}";
		String schema = "{'anyOf':[" + array + "," + array + "]}";
		assertThat(problem(schema, "[".repeat(40) + "1" + "]".repeat(40), false)).contains("steps");
		assertThat(problem(schema, "[[[],[],[[]]]]", false)).isNull();
	}

	@Test
	void aLongBodyMayBeComparedAtLength() {
		String schema = "{'type':'array','items':{'oneOf':[{'const':1},{'type':'string'},{'const':2}]}}";
		assertThat(problem(schema, "[" + "1,2,".repeat(50_000) + "1]", false)).isNull();
	}

}
