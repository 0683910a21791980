package io.selvage.catalog.resource;

import java.util.Map;

/**
 * What the contract demands of one resource beyond its schema.
 */
@FunctionalInterface
interface ResourceRules {

	/** Judges and completes a draft that fits its schema. */
	void check(Draft draft);

	/** The rules of a type; the type inside a workspace has the same. */
	static ResourceRules forType(ResourceType type) {
		String path = type.path();
		String key = path.startsWith("workspaces/") ? path.substring("workspaces/".length()) : path;
		ResourceRules rules = BY_TYPE.get(key);
		if (rules != null) {
			return rules;
		}
		return key.endsWith("policies") ? PolicyRules::check : (draft) -> {
		};
	}

	/** The types that have rules. */
	Map<String, ResourceRules> BY_TYPE = Map.of("backends", BackendRules::check, "apis", ApiRules::check,
			"apis/operations", ApiRules::checkOperation, "apiVersionSets", ApiRules::checkVersionSet, "policyFragments",
			PolicyRules::check, "namedValues", SecretRules::checkNamedValue, "certificates",
			SecretRules::checkCertificate, "subscriptions", SecretRules::checkSubscription, "schemas",
			SchemaRules::check);

}
