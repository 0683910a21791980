package io.selvage.catalog.management;

import java.util.Map;

import io.selvage.catalog.CatalogException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How large filters are read, and what two texts are to each other.
 */
class ODataFilterTests {

	private static boolean matches(String filter, Map<String, String> fields) {
		return ODataFilter.parse(filter).test((field) -> fields.getOrDefault(field, ""));
	}

	@Test
	void literalsMayBeLong() {
		String text = "it's ".repeat(20_000);
		assertThat(matches("f eq '" + text.replace("'", "''") + "'", Map.of("f", text))).isTrue();
		assertThat(matches("f eq '" + "a".repeat(100_000) + "'", Map.of("f", "a".repeat(100_000)))).isTrue();
	}

	@Test
	void anUnendingLiteralIsRefused() {
		assertThatThrownBy(() -> ODataFilter.parse("f eq '" + "a''".repeat(50_000)))
			.isInstanceOf(CatalogException.class)
			.hasMessageContaining("unexpected character at position 6");
	}

	@ParameterizedTest
	@ValueSource(strings = { " or ", " and " })
	void conditionsMayBeMany(String operator) {
		String filter = "f eq 'x'" + (operator + "f eq 'x'").repeat(20_000);
		assertThat(matches(filter, Map.of("f", "x"))).isTrue();
		assertThat(matches(filter, Map.of("f", "y"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "not ", "not (" })
	void parenthesesAndNegationsInOneAnotherAreLimited(String opening) {
		assertThat(matches("((((not not (f eq 'x')))))", Map.of("f", "x"))).isTrue();
		assertThatThrownBy(() -> ODataFilter.parse(opening.repeat(50_000) + "f eq 'x'"))
			.isInstanceOf(CatalogException.class)
			.hasMessageContaining("more than 100 parentheses and negations");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "productId eq 'p' | /products/p | true", "tag/id eq 'p' | /tags/p | true",
					"properties/ownerId eq 'P' | /users/p | true", "scope eq 'p' | /products/p | true",
					"productId eq '/products/p' | /products/p | true", "productId eq 'q' | /products/p | false",
					"urlTemplate eq 'p' | /products/p | false", "urlTemplate ne 'p' | /p | true",
					"urlTemplate eq '/p' | /p | true" })
	void onlyAnIdEqualsItsLastSegment(String filter, String value, boolean matching) {
		assertThat(matches(filter, Map.of(filter.substring(0, filter.indexOf(' ')), value))).isEqualTo(matching);
	}

}
