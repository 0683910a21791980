package io.selvage.catalog;

import java.util.Collection;
import java.util.Set;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;

/**
 * What differs between two snapshots.
 *
 * @param from the older snapshot
 * @param changed resources that are new or have other properties
 * @param removed resources that are gone
 */
public record Difference(CatalogSnapshot from, Set<ResourceId> changed, Set<ResourceId> removed) {

	/**
	 * Whether nothing differs.
	 * @return true if both snapshots hold the same
	 */
	public boolean isEmpty() {
		return this.changed.isEmpty() && this.removed.isEmpty();
	}

	/**
	 * Whether a resource differs.
	 * @param id the resource
	 * @return true if it is changed or removed
	 */
	public boolean contains(ResourceId id) {
		return this.changed.contains(id) || this.removed.contains(id);
	}

	/**
	 * Whether anything of some types differs.
	 * @param types the types
	 * @return true if a resource of one of them is changed or removed
	 */
	public boolean touches(ResourceType... types) {
		return contains(this.changed, types) || contains(this.removed, types);
	}

	private static boolean contains(Collection<ResourceId> ids, ResourceType... types) {
		return ids.stream().anyMatch((id) -> Set.of(types).contains(id.type()));
	}

}
