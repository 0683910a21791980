package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.LimitExceededException;

/**
 * How large documents are.
 */
final class JsonSizes {

	private static final int MOST_TOKENS_WITHIN_THEMSELVES = 10_000;

	private JsonSizes() {
	}

	/** At most so many tokens are in a text. */
	static long tokens(String json) {
		long count = 1;
		for (int i = 0; i < json.length(); i++) {
			char c = json.charAt(i);
			if (c == ',' || c == ':' || c == '[' || c == '{' || c == '(') {
				count++;
			}
		}
		return count;
	}

	/**
	 * At most so many tokens are in a body: text and comments, which may be most of it,
	 * hold none.
	 */
	static long tokensOfBody(String json) {
		long count = 1;
		int i = 0;
		while (i < json.length()) {
			char c = json.charAt(i);
			char next = (i + 1 < json.length()) ? json.charAt(i + 1) : '\0';
			if (c == '"' || c == '\'') {
				i = endOfText(json, i + 1, c);
			}
			else if (c == '/' && (next == '*' || next == '/')) {
				int end = json.indexOf((next == '*') ? "*/" : "\n", i + 2);
				i = (end < 0) ? json.length() : end;
			}
			else if (c == ',' || c == ':' || c == '(' || (c == '[' && next != ']') || (c == '{' && next != '}')) {
				count++;
			}
			i++;
		}
		return count;
	}

	private static int endOfText(String json, int from, char quote) {
		int i = from;
		while (i < json.length() && json.charAt(i) != quote) {
			i += (json.charAt(i) == '\\') ? 2 : 1;
		}
		return i;
	}

	static long tokens(JToken token, int depth) {
		JToken.checkDepth(depth);
		long count = 1;
		if (token instanceof JContainer container) {
			for (int i = 0; i < container.count(); i++) {
				count += tokens(container.item(i), depth + 1);
			}
		}
		return count;
	}

	/** A document within itself doubles with every step: that ends early. */
	static void checkCyclic(JToken token) {
		if (tokens(token, 0) > MOST_TOKENS_WITHIN_THEMSELVES) {
			throw new LimitExceededException("A large JSON document was put into itself.");
		}
	}

	/** About the number of characters that writing takes. */
	static long length(JToken token, boolean indented, int depth) {
		JToken.checkDepth(depth);
		if (token instanceof JValue value) {
			return (value.value() instanceof String text) ? text.length() + 2L : 8;
		}
		long length = 2;
		if (token instanceof JProperty property) {
			length += property.name().length();
		}
		JContainer container = (JContainer) token;
		for (int i = 0; i < container.count(); i++) {
			length += length(container.item(i), indented, depth + 1) + 1 + (indented ? 2L * depth : 0);
		}
		return length;
	}

}
