package io.selvage.catalog.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.secret.ResourceSealer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns resources of the catalog into what a store keeps, and back.
 */
final class StoredResources {

	private final ResourceSealer sealer;

	private final JsonMapper json = JsonMapper.builder().build();

	StoredResources(ResourceSealer sealer) {
		this.sealer = sealer;
	}

	/**
	 * Lists what a change leaves in the store, with all that lies below what it deletes.
	 */
	List<StoredResource> of(Changes changes, CatalogSnapshot from) {
		Map<ResourceId, StoredResource> resources = new LinkedHashMap<>();
		List<Resource> stored = changes.deletes().isEmpty() ? List.of() : from.resources(Layer.STORE);
		for (ResourceId deleted : changes.deletes()) {
			for (Resource resource : stored) {
				if (resource.id().equals(deleted) || resource.id().isBelow(deleted)) {
					resources.put(resource.id(), new StoredResource(resource.id().path(), null));
				}
			}
		}
		for (Resource put : changes.puts()) {
			resources.put(put.id(), stored(put));
		}
		return new ArrayList<>(resources.values());
	}

	StoredResource stored(Resource resource) {
		return new StoredResource(resource.id().path(), this.json.writeValueAsString(this.sealer.seal(resource)));
	}

	/**
	 * Turns stored resources into a change of the store's layer.
	 */
	Changes changes(List<StoredResource> resources, boolean everything) {
		List<Resource> puts = new ArrayList<>();
		Changes changes = Changes.to(Layer.STORE);
		for (StoredResource stored : resources) {
			ResourceId id = ResourceId.parse(stored.path());
			if (id == null) {
				throw new IllegalStateException("The store holds '" + stored.path()
						+ "', which this version does not know: a newer version has written it.");
			}
			if (stored.properties() == null) {
				changes.delete(id);
			}
			else {
				puts.add(resource(id, stored.properties()));
			}
		}
		if (everything) {
			return Changes.replacing(Layer.STORE, puts);
		}
		puts.forEach(changes::put);
		return changes;
	}

	Resource resource(ResourceId id, String properties) {
		JsonNode tree = this.json.readTree(properties);
		return this.sealer
			.open(new Resource(id, (tree instanceof ObjectNode object) ? object : this.json.createObjectNode()));
	}

	/** The same with all secrets encrypted with the active key. */
	StoredResource rotated(StoredResource stored) {
		ResourceId id = ResourceId.parse(stored.path());
		String properties = stored.properties();
		if (id == null || properties == null || !(this.json.readTree(properties) instanceof ObjectNode before)) {
			return stored;
		}
		ObjectNode after = this.sealer.rotate(new Resource(id, before));
		return after.equals(before) ? stored : new StoredResource(stored.path(), this.json.writeValueAsString(after));
	}

	@Nullable Resource resource(String path, @Nullable String properties) {
		ResourceId id = ResourceId.parse(path);
		return (id != null && properties != null) ? resource(id, properties) : null;
	}

}
