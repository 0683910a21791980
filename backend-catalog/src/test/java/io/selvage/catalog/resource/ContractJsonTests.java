package io.selvage.catalog.resource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContractJsonTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"a\": 1, \"a\": 2} | 1:10 | Duplicate", "{\"a\": 1} x | 1:10 | Unrecognized token",
					"{\"a\": hunter2} | 1:7 | Unrecognized token", "{\"a\": 1, | 1:10 | end-of-input",
					"[1 2] | 1:4 | Unexpected character" })
	void documentsThatAreNotWellFormedAreRefusedWithTheirPlace(String text, String place, String message) {
		assertThatThrownBy(() -> ContractJson.parse(text)).isInstanceOfSatisfying(DocumentException.class, (ex) -> {
			assertThat(ex.getMessage()).contains(message).doesNotContain("hunter2");
			assertThat(ex.location().line()).isEqualTo(1);
		});
	}

	@Test
	void depthIsLimited() {
		assertThat(ContractJson.parse("[".repeat(64) + "]".repeat(64))).isNotNull();
		assertThatThrownBy(() -> ContractJson.parse("[".repeat(65) + "]".repeat(65)))
			.isInstanceOf(DocumentException.class)
			.hasMessageContaining("limit");
	}

	@Test
	void numbersAreLimited() {
		assertThatThrownBy(() -> ContractJson.parse("9".repeat(101))).isInstanceOf(DocumentException.class);
	}

	@Test
	void documentsAreLimited() {
		assertThatThrownBy(() -> ContractJson.parse(" ".repeat(ContractJson.MAX_DOCUMENT) + "1"))
			.isInstanceOf(DocumentException.class)
			.hasMessageContaining("longer than");
	}

	@Test
	void yamlMayBeAsLongAsADescription() {
		String item = "- " + "x".repeat(100) + "\n";
		assertThat(ContractJson.parseYaml(item.repeat(4_000_000 / item.length()))).hasSizeGreaterThan(30_000);
	}

	@Test
	void byteOrderMarkIsSkipped() {
		assertThat(ContractJson.parse("\uFEFF{}").isObject()).isTrue();
	}

	@Test
	void yamlIsParsedWithTheSameRules() {
		assertThat(ContractJson.parseYaml("a: {b: [1, two]}").toString()).isEqualTo("{\"a\":{\"b\":[1,\"two\"]}}");
		assertThatThrownBy(() -> ContractJson.parseYaml("a: 1\na: 2")).isInstanceOf(DocumentException.class);
		assertThatThrownBy(() -> ContractJson.parseYaml("a: [1\nb: 2")).isInstanceOfSatisfying(DocumentException.class,
				(ex) -> assertThat(ex.location().line()).isEqualTo(2));
	}

	@Test
	void yamlAliasesCannotGrowWithoutLimit() {
		StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
		for (int i = 1; i < 12; i++) {
			bomb.append("a%d: &a%d [".formatted(i, i)).append("*a%d,".formatted(i - 1).repeat(9)).append("]\n");
		}
		assertThat(ContractJson.parseYaml(bomb.toString()).path("a11").toString().length()).isLessThan(10_000);
	}

}
