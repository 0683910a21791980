package io.selvage.gateway.policy.statement;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Edits a query as text, so that parameters nobody touches stay byte for byte what they
 * were.
 */
final class QueryText {

	private QueryText() {
	}

	static boolean contains(@Nullable String query, String name) {
		if (query == null) {
			return false;
		}
		for (String pair : query.split("&")) {
			if (name(pair).equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Leaves out parameters.
	 * @return the rest, or null if nothing is left
	 */
	static @Nullable String without(@Nullable String query, Predicate<String> name) {
		if (query == null) {
			return null;
		}
		StringBuilder rest = new StringBuilder(query.length());
		for (String pair : query.split("&")) {
			if (!pair.isEmpty() && !name.test(name(pair))) {
				rest.append(rest.isEmpty() ? "" : "&").append(pair);
			}
		}
		return rest.isEmpty() ? null : rest.toString();
	}

	static String with(@Nullable String query, String name, String value) {
		String pair = PercentEncoding.queryComponent(name) + "=" + PercentEncoding.queryComponent(value);
		return (query == null || query.isEmpty()) ? pair : query + "&" + pair;
	}

	/** The decoded name of a pair. */
	static String name(String pair) {
		int equals = pair.indexOf('=');
		String name = (equals < 0) ? pair : pair.substring(0, equals);
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return name;
		}
	}

}
