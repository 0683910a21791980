package io.selvage.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Secret;

/**
 * A set of writes to one layer that takes effect as a whole or not at all. Deleting a
 * resource deletes what lies below it.
 */
public final class Changes {

	private final Layer layer;

	private final boolean replacing;

	private final Map<ResourceId, Reading> puts = new LinkedHashMap<>();

	private final Set<ResourceId> deletes = new LinkedHashSet<>();

	private final Map<KeyVaultReference, Secret> values = new LinkedHashMap<>();

	private Changes(Layer layer, boolean replacing) {
		this.layer = layer;
		this.replacing = replacing;
	}

	/**
	 * Changes to what a layer holds.
	 * @param layer the layer
	 * @return changes, yet empty
	 */
	public static Changes to(Layer layer) {
		return new Changes(layer, false);
	}

	/**
	 * Everything a layer shall hold from now on. Resources that say the same as before
	 * stay the same objects.
	 * @param layer the layer
	 * @param resources all its resources
	 * @return the changes
	 */
	public static Changes replacing(Layer layer, Collection<Resource> resources) {
		Changes changes = new Changes(layer, true);
		resources.forEach(changes::put);
		return changes;
	}

	/**
	 * The same with the warnings that were found while the resources were read.
	 * @param layer the layer
	 * @param readings all its resources
	 * @return the changes
	 * @throws CatalogException if one of the readings has errors
	 */
	public static Changes loading(Layer layer, Collection<Reading> readings) {
		Changes changes = new Changes(layer, true);
		readings.forEach(changes::put);
		return changes;
	}

	/**
	 * Values that vaults hold now; what refers to them is served with them.
	 * @param values by reference
	 * @return the changes
	 */
	public static Changes values(Map<KeyVaultReference, Secret> values) {
		Changes changes = new Changes(Layer.STORE, false);
		changes.values.putAll(values);
		return changes;
	}

	/**
	 * Creates or replaces a resource.
	 * @param resource the resource
	 * @return this
	 */
	public Changes put(Resource resource) {
		return put(new Reading(resource, List.of()));
	}

	/**
	 * Creates or replaces a resource that was read, and keeps its warnings.
	 * @param reading the resource
	 * @return this
	 * @throws CatalogException if the reading has errors
	 */
	public Changes put(Reading reading) {
		if (!reading.isValid()) {
			throw new CatalogException(reading.violations());
		}
		this.deletes.remove(reading.resource().id());
		this.puts.put(reading.resource().id(), reading);
		return this;
	}

	/**
	 * Deletes a resource and what lies below it.
	 * @param id its identity
	 * @return this
	 */
	public Changes delete(ResourceId id) {
		this.puts.keySet().removeIf((put) -> put.equals(id) || put.isBelow(id));
		this.deletes.add(id);
		return this;
	}

	public Layer layer() {
		return this.layer;
	}

	/**
	 * Whether what is not put disappears from the layer.
	 * @return true if these changes say everything the layer holds
	 */
	public boolean isReplacing() {
		return this.replacing;
	}

	public Collection<Resource> puts() {
		return this.puts.values().stream().map(Reading::resource).toList();
	}

	Collection<Reading> readings() {
		return Collections.unmodifiableCollection(this.puts.values());
	}

	Map<KeyVaultReference, Secret> values() {
		return this.values;
	}

	public Set<ResourceId> deletes() {
		return Collections.unmodifiableSet(this.deletes);
	}

}
