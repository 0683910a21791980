package io.selvage.gateway.routing;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Compares a raw query with the query part of a URL template.
 */
final class QueryMatch {

	private QueryMatch() {
	}

	/**
	 * Tells whether a query has what a template asks for.
	 * @param parts the query part of the template
	 * @param rawQuery the query, or null
	 * @return true if nothing is missing
	 */
	static boolean accepts(List<UrlTemplate.QueryPart> parts, @Nullable String rawQuery) {
		for (UrlTemplate.QueryPart part : parts) {
			String value = value(rawQuery, part.name());
			if (value == null || (part.value() != null && !part.value().equals(value))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Collects the values of parameters.
	 * @param parts the query part of the template
	 * @param rawQuery the query, or null
	 * @param parameters what is added to
	 */
	static void collect(List<UrlTemplate.QueryPart> parts, @Nullable String rawQuery, Map<String, String> parameters) {
		for (UrlTemplate.QueryPart part : parts) {
			String value = value(rawQuery, part.name());
			if (part.parameter() != null && value != null) {
				parameters.put(part.parameter(), value);
			}
		}
	}

	/**
	 * Finds the first value of a parameter.
	 * @param rawQuery the query, or null
	 * @param name the name, compared without case
	 * @return the value, decoded; empty for a name without a value; null if it is absent
	 */
	static @Nullable String value(@Nullable String rawQuery, String name) {
		if (rawQuery == null) {
			return null;
		}
		int start = 0;
		while (start <= rawQuery.length()) {
			int ampersand = rawQuery.indexOf('&', start);
			int end = (ampersand < 0) ? rawQuery.length() : ampersand;
			int equals = rawQuery.indexOf('=', start);
			int nameEnd = (equals < 0 || equals > end) ? end : equals;
			if (PercentCoding.decodeForm(rawQuery.substring(start, nameEnd)).equalsIgnoreCase(name)) {
				return (nameEnd == end) ? "" : PercentCoding.decodeForm(rawQuery.substring(nameEnd + 1, end));
			}
			start = end + 1;
		}
		return null;
	}

}
