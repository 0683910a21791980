package io.selvage.catalog.directory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loops of templates, and resources that are there on a condition.
 */
class ArmLoopTests {

	private static ArmDocument backend(String members) {
		return ArmDocument
			.of("\"parameters\": {\"none\": {}, \"no\": {\"defaultValue\": false}}, " + ArmDocument.backend(members));
	}

	@ParameterizedTest
	@ValueSource(strings = { "801", "-1", "\"x\"", "\"[concat('2')]\"", "1.5", "[]", "null", "99999999999999",
			"\"[add(800, 1)]\"" })
	void aCountIsAWholeNumberUpTo800(String count) {
		ArmDocument document = backend("\"name\": \"s/b\", \"copy\": {\"name\": \"l\", \"count\": " + count + "}");
		assertThat(document.problems()).containsExactly("A 'copy' needs a count from 0 to 800.");
		assertThat(document.names()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "800 | 800", "0 | 0", "\"[mul(2, 3)]\" | 6" })
	void asManyResourcesAreMadeAsTheCountSays(String count, int made) {
		ArmDocument document = backend("\"name\": \"[concat('s/b', copyIndex())]\", \"properties\": {}, "
				+ "\"copy\": {\"name\": \"l\", \"count\": " + count + "}");
		assertThat(document.problems()).isEmpty();
		assertThat(document.names()).hasSize(made);
	}

	@Test
	void aCountAndAConditionNeedValues() {
		assertThat(backend("\"name\": \"s/b\", \"copy\": {\"name\": \"l\", \"count\": \"[parameters('none')]\"}")
			.problems()).singleElement().asString().contains("The parameter 'none' has no value");
		ArmDocument conditional = backend(
				"\"name\": \"s/b\", \"condition\": \"[parameters('none')]\", \"properties\": {}");
		assertThat(conditional.problems()).singleElement().asString().contains("The parameter 'none' has no value");
		assertThat(conditional.names()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "\"[parameters('no')]\" | 0", "\"[not(parameters('no'))]\" | 1", "true | 1", "\"false\" | 0" })
	void aConditionDecides(String condition, int made) {
		ArmDocument document = backend("\"name\": \"s/b\", \"properties\": {}, \"condition\": " + condition);
		assertThat(document.problems()).isEmpty();
		assertThat(document.names()).hasSize(made);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"maybe\"", "7", "{}", "\"[createArray()]\"" })
	void aConditionIsTrueOrFalse(String condition) {
		assertThat(backend("\"name\": \"s/b\", \"properties\": {}, \"condition\": " + condition).problems())
			.containsExactly("The 'condition' of a resource must be true or false.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[concat('s/b', copyIndex())] | in a loop", "[concat('s/b', copyIndex('l'))] | in a loop" })
	void copyIndexHasNoValueOutsideALoop(String name, String reason) {
		assertThat(backend("\"name\": \"" + name + "\", \"properties\": {}").problems()).singleElement()
			.asString()
			.contains(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[concat('s/b', copyIndex('other'))] | no loop around has the name",
					"[concat('s/b', copyIndex('l', 1, 2))] | takes the name of a loop and an offset",
					"[concat('s/b', copyIndex('l', 'x'))] | must be an integer" })
	void copyIndexIsHeldToItsArguments(String name, String reason) {
		assertThat(backend("\"name\": \"" + name + "\", \"copy\": {\"name\": \"l\", \"count\": 1}, \"properties\": {}")
			.problems()).singleElement().asString().contains(reason).doesNotContain("other");
	}

	@Test
	void nestedResourcesKnowTheTurnOfTheLoopAround() {
		ArmDocument document = ArmDocument
			.of("\"resources\": [{\"type\": \"Microsoft.ApiManagement/service\", \"name\": \"s\", \"copy\": {\"name\": \"outer\", \"count\": 2}, "
					+ "\"resources\": [{\"type\": \"backends\", \"copy\": {\"name\": \"inner\", \"count\": 2}, \"properties\": {}, "
					+ "\"name\": \"[format('b{0}{1}{2}', copyIndex('OUTER'), copyIndex('inner', 5), copyIndex())]\"}]}]");
		assertThat(document.problems()).isEmpty();
		assertThat(document.names()).containsExactly("b050", "b061", "b150", "b161");
	}

	@Test
	void loopsInPropertiesMakeArrays() {
		ArmDocument document = backend(
				"\"name\": \"s/b\", \"properties\": {\"url\": \"u\", \"pool\": {\"copy\": [{\"name\": \"services\", "
						+ "\"count\": 2, \"input\": {\"id\": \"[concat('/backends/b', copyIndex('services', 1))]\"}}]}}");
		assertThat(document.problems()).isEmpty();
		assertThat(document.properties(0)).hasToString(
				"{\"url\":\"u\",\"pool\":{\"services\":[{\"id\":\"/backends/b1\"},{\"id\":\"/backends/b2\"}]}}");
	}

	@Test
	void loopsInVariablesMakeArrays() {
		ArmDocument document = ArmDocument.of("\"variables\": {\"copy\": [{\"name\": \"hosts\", \"count\": 2, "
				+ "\"input\": \"[concat('h', copyIndex('hosts'))]\"}], \"in\": {\"copy\": [{\"name\": \"deep\", \"count\": 1, "
				+ "\"input\": \"[copyIndex()]\"}]}}, "
				+ ArmDocument.backend("\"name\": \"s/b\", \"properties\": {\"description\": "
						+ "\"[concat(join(variables('Hosts'), '+'), variables('in').deep[0])]\"}"));
		assertThat(document.problems()).isEmpty();
		assertThat(document.properties(0).path("description").asString()).isEqualTo("h0+h10");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "\"x\" | needs a count", "{\"name\": \"x\", \"count\": 1} | The 'copy' of 'x' needs an 'input'",
					"{\"count\": 1, \"input\": 1} | needs a name" })
	void aLoopInPropertiesThatIsNotUnderstoodIsReported(String loop, String reason) {
		assertThat(backend("\"name\": \"s/b\", \"properties\": {\"copy\": [" + loop + "]}").problems()).singleElement()
			.asString()
			.contains(reason);
	}

	@Test
	void aVariableMadeByALoopMustNotNeedItself() {
		ArmDocument document = ArmDocument
			.of("\"variables\": {\"copy\": [{\"name\": \"v\", \"count\": 1, \"input\": \"[variables('v')]\"}]}, "
					+ ArmDocument
						.backend("\"name\": \"s/b\", \"properties\": {\"description\": \"[variables('v')]\"}"));
		assertThat(document.problems()).singleElement().asString().contains("refers to itself");
	}

	@Test
	void whatIsNoResourceOfApiManagementIsNotLookedAt() {
		ArmDocument document = ArmDocument
			.of("\"resources\": [{\"type\": \"Microsoft.Web/sites\", \"name\": \"[uniqueString('x')]\", "
					+ "\"condition\": \"[reference('x').on]\", \"copy\": {\"name\": \"l\", \"count\": \"[reference('x').n]\"}}]");
		assertThat(document.problems()).isEmpty();
		assertThat(document.names()).isEmpty();
	}

}
