package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.ValueCache;

/**
 * What the cache policies have in common.
 */
final class CacheAttributes {

	static final AttributeSpec KEY = AttributeSpec.text("key").mandatory().orExpression();

	static final AttributeSpec CACHING_TYPE = AttributeSpec
		.choice("caching-type", "prefer-external", "external", "internal")
		.otherwise("prefer-external");

	private CacheAttributes() {
	}

	/**
	 * Chooses the cache of a statement by its {@code caching-type}.
	 */
	static ValueCache cache(StatementBinding binding, PolicyStores stores) {
		String type = binding.literal("caching-type").strip();
		if (type.equals("external") && !stores.hasExternalCache()) {
			binding.warning("There is no external cache: values are kept in the cache of the gateway.");
		}
		return type.equals("internal") ? stores.internal() : stores.external();
	}

	/**
	 * Makes a value that can be shared: JSON is the only type that statements change in
	 * place.
	 */
	static Object shared(Object value) {
		return (value instanceof JToken json) ? json.deepClone() : value;
	}

}
