package io.selvage.gateway.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets are masked in every usual form, and nothing else is.
 */
class RedactionTests {

	private static final String SECRET = "s+cr/t=k y";

	private final Redaction redaction = new Redaction(List.of(SECRET, "longer-" + SECRET, "short"));

	@Test
	void isMaskedAsItStandsAndPercentEncodedAndInHexadecimal() {
		assertThat(this.redaction.mask("a " + SECRET + " b " + SECRET)).isEqualTo("a *** b ***");
		assertThat(this.redaction.mask("q=s%2Bcr%2Ft%3Dk+y&r=s%2Bcr%2Ft%3Dk%20y")).isEqualTo("q=***&r=***");
		assertThat(this.redaction.mask("732b63722f743d6b2079 732B63722F743D6B2079")).isEqualTo("*** ***");
	}

	@Test
	void isMaskedInBase64WhereverItBegins() {
		for (String before : List.of("", "u", "us", "user:")) {
			for (String behind : List.of("", "x", "xy")) {
				byte[] bytes = (before + SECRET + behind).getBytes(StandardCharsets.UTF_8);
				String masked = this.redaction.mask("Basic " + Base64.getEncoder().encodeToString(bytes));
				assertThat(masked).contains("***");
				assertThat(new String(Base64.getDecoder().decode(letters(masked)), StandardCharsets.UTF_8))
					.doesNotContain(SECRET.substring(1, SECRET.length() - 1));
			}
		}
	}

	/** What is left of the Base64, made decodable again. */
	private static String letters(String masked) {
		String text = masked.substring(6).replace("***", "").replace("=", "");
		return text.substring(0, text.length() / 4 * 4);
	}

	@Test
	void theLongerOfTwoIsMaskedAsAWhole() {
		assertThat(this.redaction.mask("longer-" + SECRET)).isEqualTo("***");
	}

	@Test
	void ordinaryTextAndShortSecretsStayAsTheyAre() {
		String text = "a short text with s+cr/t in it";
		assertThat(this.redaction.mask(text)).isSameAs(text);
		assertThat(Redaction.NONE.mask(SECRET)).isEqualTo(SECRET);
	}

	@Test
	void dataIsMaskedInDepth() {
		assertThat(this.redaction.maskData(Map.of("list", List.of(SECRET, 1), "map", Map.of(SECRET, true))))
			.isEqualTo(Map.of("list", List.of("***", 1), "map", Map.of("***", true)));
	}

}
