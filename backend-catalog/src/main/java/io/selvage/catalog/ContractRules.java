package io.selvage.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.resource.ResourceId;

/**
 * The contract's rules across resources.
 */
final class ContractRules {

	private ContractRules() {
	}

	static List<EntityValidator> all() {
		return List.of();
	}

	/** Whatever the rules look at again because of a difference. */
	static Set<ResourceId> judged(CatalogSnapshot snapshot, Difference difference) {
		return new HashSet<>(difference.changed());
	}

}
