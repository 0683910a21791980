package io.selvage.catalog.directory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expressions of templates that go wrong, or nearly.
 */
class ArmExpressionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[equals(add(1, 2), 3)] | true", "[equals(json('1.0'), 1)] | true",
					"[equals(createArray(1, add(1, 1)), createArray(1, 2))] | true",
					"[equals(createObject('a', add(1, 1)), json('{\"a\": 2}'))] | true", "[equals('3', 3)] | false",
					"[equals('a', 'A')] | false", "[equals(null(), 0)] | false", "[equals(json('1e999'), 1)] | false",
					"[contains(createArray(1, 3), add(1, 2))] | true", "[contains(createArray(1, 3), '3')] | false",
					"[equals(length(union(createArray(1, 3), createArray(add(1, 2)))), 2)] | true" })
	void numbersAreEqualHoweverTheyCameAbout(String expression, boolean value) {
		ArmDocument document = ArmDocument.describing(expression);
		assertThat(document.problems()).isEmpty();
		assertThat(document.properties(0).path("description").asBoolean()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[join(createArray(createObject()), ',')] | an argument must be an array of texts",
					"[join('a', ',')] | an argument must be an array", "[resourceId('/')] | a type such as",
					"[resourceId()] | a type such as", "[resourceId('backends', 'b')] | a type such as",
					"[resourceId('//', 'b')] | a type such as", "[parameters(createObject())] | a name is missing",
					"[variables()] | a name is missing", "[mul(int('999999999999999999'), 99)] | a number is too large",
					"[substring('a', int('99999999999'))] | a number is too large" })
	void callsThatCannotBeMadeAreProblemsOfTheTemplate(String expression, String reason) {
		assertThat(ArmDocument.describing(expression).problems()).singleElement().asString().contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[uri('ht tp://hushed', 'b')]", "[uri('http://h', 'hush ed')]", "[concat('hushed]",
			"[concat('a, 'hushed')]", "[concat(hushed('a)]", "[createObject('a', 1)['hushed']]", "[json('hushed')]",
			"[json('{\"hushed\": 1, \"hushed\": 2}')]", "[int('hushed')]", "[concat(parameters('x'), 'hushed')]" })
	void noLiteralReachesAMessage(String expression) {
		assertThat(ArmDocument.describing(expression).problems()).singleElement()
			.asString()
			.contains("can't be evaluated: ")
			.satisfies((message) -> assertThat(message.replace("hushed(", "")).doesNotContain("hush"));
	}

	@Test
	void anIndexAndANameThatAreNotThereAreNamed() {
		assertThat(ArmDocument.describing("[createArray('a')[7]]").problems()).singleElement()
			.asString()
			.contains("there is no '7'");
		assertThat(ArmDocument.describing("[createObject('a', 1).other]").problems()).singleElement()
			.asString()
			.contains("there is no 'other'");
	}

	@Test
	void literalsMayBeLong() {
		String text = "it''s ".repeat(20_000);
		ArmDocument document = ArmDocument.describing("[concat('" + text + "')]");
		assertThat(document.problems()).isEmpty();
		assertThat(document.properties(0).path("description").asString()).isEqualTo(text.replace("''", "'"));
		assertThat(ArmDocument.describing("[int('" + text + "')]").problems()).singleElement()
			.asString()
			.contains("[int('…')] can't be evaluated: ");
	}

	@Test
	void callsInOneAnotherAreLimited() {
		String deep = "[" + "concat(".repeat(100) + "'a'" + ")".repeat(100) + "]";
		assertThat(ArmDocument.describing(deep).properties(0).path("description").asString()).isEqualTo("a");
		String deeper = "[" + "concat(".repeat(100_000) + "'a'" + ")".repeat(100_000) + "]";
		assertThat(ArmDocument.describing(deeper).problems()).singleElement()
			.asString()
			.contains("More than 500 calls");
	}

	@Test
	void variablesInOneAnotherAreLimited() {
		StringBuilder variables = new StringBuilder("\"variables\": {\"v0\": \"end\"");
		for (int i = 1; i <= 10_000; i++) {
			variables.append(", \"v" + i + "\": [[\"[variables('v" + (i - 1) + "')]\"]]");
		}
		String members = variables + "}, " + ArmDocument
			.backend("\"name\": \"s/b\", \"properties\": {\"description\": \"[variables('v10000')]\"}");
		assertThat(ArmDocument.of(members).problems()).singleElement().asString().contains("More than 500 calls");
	}

}
