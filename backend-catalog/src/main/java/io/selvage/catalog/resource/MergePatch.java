package io.selvage.catalog.resource;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 7396 along a schema: names of the patch are brought into their canonical form
 * first, so that {@code "URL"} replaces {@code "url"}.
 */
final class MergePatch {

	private MergePatch() {
	}

	static ObjectNode apply(Schema schema, ObjectNode target, JsonNode patch) {
		patch.properties().forEach((entry) -> {
			Property property = schema.find(entry.getKey());
			String name = (property != null) ? property.name() : entry.getKey().strip();
			merge(target, name, (property != null) ? property.type() : null, entry.getValue());
		});
		return target;
	}

	private static void merge(ObjectNode target, String name, @Nullable ValueType type, JsonNode patch) {
		if (patch.isNull()) {
			target.remove(name);
		}
		else if (patch.isObject()) {
			ObjectNode inner = (target.get(name) instanceof ObjectNode object) ? object
					: JsonNodeFactory.instance.objectNode();
			Schema schema = (type instanceof ValueType.Structure structure) ? structure.schema() : new Schema();
			target.set(name, apply(schema, inner, patch));
		}
		else {
			target.set(name, patch);
		}
	}

}
