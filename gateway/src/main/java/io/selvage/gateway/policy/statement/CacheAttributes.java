package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.StatementBinding;

/**
 * What the cache policies have in common.
 */
final class CacheAttributes {

	static final AttributeSpec KEY = AttributeSpec.text("key").mandatory().orExpression();

	/** One cache stands for all: what the gateway was given. */
	static final AttributeSpec CACHING_TYPE = AttributeSpec
		.choice("caching-type", "prefer-external", "external", "internal")
		.otherwise("prefer-external");

	private CacheAttributes() {
	}

	static void checkType(StatementBinding binding) {
		if (binding.literal("caching-type").strip().equals("external")) {
			binding.warning("There is no external cache: values are kept in the cache of the gateway.");
		}
	}

	/**
	 * Makes a value that can be shared: JSON is the only type that statements change in
	 * place.
	 */
	static Object shared(Object value) {
		return (value instanceof JToken json) ? json.deepClone() : value;
	}

}
