package io.selvage.gateway.runtime;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.NamedValue;

/**
 * Replaces <code>{{name}}</code> in the properties of entities by named values.
 */
final class NamedValueText {

	private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]+)\\s*}}");

	private NamedValueText() {
	}

	/**
	 * Replaces the references in a text.
	 * @param text the text
	 * @param snapshot where named values are found
	 * @return the text with their values
	 * @throws UnusableException if one is missing or its value is unknown
	 */
	static String resolve(String text, CatalogSnapshot snapshot) {
		if (!text.contains("{{")) {
			return text;
		}
		return REFERENCE.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(value(match.group(1), snapshot)));
	}

	/**
	 * Replaces the references in several texts.
	 * @param texts the texts
	 * @param snapshot where named values are found
	 * @return the texts with their values
	 * @throws UnusableException if one is missing or its value is unknown
	 */
	static List<String> resolve(List<String> texts, CatalogSnapshot snapshot) {
		return texts.stream().map((text) -> resolve(text, snapshot)).toList();
	}

	private static String value(String name, CatalogSnapshot snapshot) {
		NamedValue named = snapshot.namedValue(name);
		if (named == null) {
			throw new UnusableException("There is no named value '" + name + "'");
		}
		if (named.value() == null) {
			throw new UnusableException("The value of the named value '" + name + "' is not known");
		}
		return named.value().reveal();
	}

}
