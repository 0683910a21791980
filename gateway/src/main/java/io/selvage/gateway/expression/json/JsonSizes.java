package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.LimitExceededException;

/**
 * How large documents are.
 */
final class JsonSizes {

	private static final int MOST_TOKENS_WITHIN_THEMSELVES = 10_000;

	private JsonSizes() {
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

}
