package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Disclosure;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.write.ResourceWrites;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body is put, shown and put again: it is accepted, what it said is in the answer, and
 * the answer put again changes nothing.
 */
final class PutCheck {

	private final JsonNode entry;

	private final Path folder;

	PutCheck(JsonNode entry, Path folder) {
		this.entry = entry;
		this.folder = folder;
	}

	@Nullable String run() throws IOException {
		String path = this.entry.path("path").asString();
		String apiVersion = path.contains("api-version=") ? path.replaceFirst(".*api-version=([^&]*).*", "$1")
				: ResourceWriter.API_VERSION;
		ResourceId id = ResourceId.parse(path.replaceFirst("\\?.*$", ""));
		if (id == null) {
			return "no resource of a known type at " + path;
		}
		JsonNode body = this.entry.path("requestBody").isObject() ? this.entry.path("requestBody")
				: Vectors.read(this.folder.resolve(this.entry.path("file").asString()));
		Catalog catalog = new Catalog(List.of());
		putWhatItNeeds(catalog, ResourceReader.read(id, body, Origin.REQUEST).resource());
		ResourceWrites writes = new ResourceWrites();
		ResourceWriter writer = new ResourceWriter(Disclosure.CREDENTIALS, apiVersion);
		catalog.apply(writes.put(catalog.current(), id, body, null));
		JsonNode answer = shown(catalog, id, writer);
		String difference = Difference.missing(answer.path("properties"), readable(id.type(), body.path("properties")),
				"properties");
		if (difference != null) {
			return difference;
		}
		catalog.apply(writes.put(catalog.current(), id, answer, null));
		JsonNode again = shown(catalog, id, writer);
		return stable(again).equals(stable(answer)) ? null : "the answer put again became " + again;
	}

	private static JsonNode shown(Catalog catalog, ResourceId id, ResourceWriter writer) {
		Resource resource = catalog.current().resource(id);
		if (resource == null) {
			throw new IllegalStateException("not there after it was put");
		}
		return writer.write(resource, "/service");
	}

	/** The time of the last write changes with each write. */
	private static JsonNode stable(JsonNode answer) {
		ObjectNode copy = (ObjectNode) answer.deepCopy();
		((ObjectNode) copy.path("properties")).remove(List.of("updatedDateTime", "provisioningState"));
		return copy;
	}

	/** What the contract never shows, or makes itself, is not looked for. */
	private static JsonNode readable(ResourceType type, JsonNode properties) {
		ObjectNode copy = (ObjectNode) properties.deepCopy();
		for (String name : List.copyOf(copy.propertyNames())) {
			Property property = type.schema().find(name);
			boolean hidden = property != null && (property.is(Property.Trait.WRITE_ONLY)
					|| property.is(Property.Trait.SECRET) || property.is(Property.Trait.READ_ONLY)
					|| (property.is(Property.Trait.SECRET_IF_MARKED) && copy.path("secret").asBoolean(false)));
			if (hidden) {
				copy.remove(name);
			}
		}
		return copy;
	}

	/** Vectors refer to parents and pool members that are not among them. */
	private static void putWhatItNeeds(Catalog catalog, Resource resource) {
		List<ResourceId> needed = new ArrayList<>();
		for (ResourceId up = resource.id().parent(); up != null; up = up.parent()) {
			needed.add(0, up);
		}
		References.of(resource)
			.resources()
			.stream()
			.filter((id) -> id.type() == ResourceType.BACKENDS)
			.forEach(needed::add);
		Changes changes = Changes.to(Layer.STORE);
		needed.forEach((id) -> changes.put(ResourceReader.read(id, minimal(id.type()), Origin.REQUEST)));
		catalog.apply(changes);
	}

	private static ObjectNode minimal(ResourceType type) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		ObjectNode properties = body.putObject("properties").put("displayName", "x");
		switch (type.path()) {
			case "apis" -> properties.put("path", "needed");
			case "apis/operations" -> properties.put("method", "GET").put("urlTemplate", "/needed");
			case "backends" -> properties.put("url", "https://example.org").put("protocol", "http");
			default -> {
				// A display name will do.
			}
		}
		return body;
	}

}
