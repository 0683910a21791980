package io.selvage.catalog.exports;

import java.util.Random;

import io.selvage.catalog.resource.ContractJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class YamlTextTests {

	/** What YAML may take for something else. */
	private static final String[] PIECES = { "a", " ", "  ", "\n", "\n\n", "\t", ": ", " #", "-", "- ", "'", "\"", "{",
			"}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "\\", "~", "1", "0x1F", "1e3", "yes", "null",
			"2024-10-21", "12:30", "---", "...", "?", "=", "<<", "\u0085", "\u2028", "\u00e4", "\ud83d\ude00", "\r\n",
			"\u0007", "\ufeff", "/", "$ref" };

	@ParameterizedTest
	@ValueSource(strings = { "true", "No", "off", "Y", "null", "NULL", "~", "", " ", "007", "1.0", "1_000", ".inf",
			"0o17", "2024-10-21", "a: b", "a #b", "- a", "? a", "*a", "&a", "!a", "@a", "x ", " x", "'", "\"", "a\n",
			"\n a", "a\n\n", "\ta\n\tb", "a\r\nb" })
	void aTextStaysWhatItIs(String text) {
		comesBack(text);
	}

	@Test
	void anyTextStaysWhatItIs() {
		Random random = new Random(7);
		for (int i = 0; i < 5000; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(6); j >= 0; j--) {
				text.append(PIECES[random.nextInt(PIECES.length)]);
			}
			comesBack(text.toString());
		}
	}

	@Test
	void whatIsPlainHasNoQuotes() {
		assertThat(YamlText.of(JsonNodeFactory.instance.objectNode().put("title", "Read one, or two").put("on", "1")))
			.isEqualTo("title: Read one, or two\n\"on\": \"1\"\n");
	}

	private static void comesBack(String text) {
		ObjectNode tree = JsonNodeFactory.instance.objectNode();
		tree.put("value", text);
		tree.putArray("list").add(text).addObject().put("x", text);
		tree.putObject("name").put(text, 1);
		String yaml = YamlText.of(tree);
		assertThat(ContractJson.parseYaml(yaml).toString()).as(yaml).isEqualTo(tree.toString());
	}

}
