package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.ClrException;

/**
 * Merges one document into another by Json.NET's rules.
 */
final class JsonMerge {

	private JsonMerge() {
	}

	static void merge(JContainer target, JToken content, JsonMergeSettings settings, int depth) {
		JToken.checkDepth(depth);
		if (target instanceof JObject object && content instanceof JObject other) {
			objects(object, other, settings, depth);
		}
		else if (target instanceof JArray array) {
			arrays(array, content, settings, depth);
		}
		else if (target instanceof JProperty property && content instanceof JProperty other) {
			properties(property, other.value(), settings, depth);
		}
		else if (target instanceof JConstructor constructor && content instanceof JConstructor other) {
			constructor.add(other.children());
		}
		else if (target instanceof JProperty) {
			throw ClrException.argument("Only a JProperty can be merged into a JProperty.");
		}
	}

	private static void objects(JObject target, JObject content, JsonMergeSettings settings, int depth) {
		for (JProperty property : content.properties()) {
			JProperty existing = target.property(property.name(), settings.ignoreCase());
			if (existing == null) {
				target.add(property.name(), property.value());
			}
			else {
				properties(existing, property.value(), settings, depth);
			}
		}
	}

	private static void properties(JProperty existing, JToken value, JsonMergeSettings settings, int depth) {
		if (existing.value() instanceof JContainer container && container.type() == value.type()) {
			merge(container, value, settings, depth + 1);
		}
		else if (settings.mergeNulls() || value.type() != JTokenType.NULL) {
			existing.value(value);
		}
	}

	private static void arrays(JArray target, JToken content, JsonMergeSettings settings, int depth) {
		if (!(content instanceof JArray array)) {
			if (settings.arrays() == JsonMergeSettings.ArrayHandling.CONCAT) {
				target.add(content);
			}
			return;
		}
		switch (settings.arrays()) {
			case CONCAT -> target.add(array.children());
			case REPLACE -> {
				if (target != array) {
					target.replaceAll(array.children());
				}
			}
			case UNION -> union(target, array);
			case MERGE -> byIndex(target, array, settings, depth);
		}
	}

	private static void union(JArray target, JArray content) {
		for (JToken item : content.children()) {
			boolean known = false;
			for (JToken existing : target.children()) {
				known |= JToken.deepEquals(existing, item);
			}
			if (!known) {
				target.add(item);
			}
		}
	}

	private static void byIndex(JArray target, JArray content, JsonMergeSettings settings, int depth) {
		for (int i = 0; i < content.count(); i++) {
			JToken item = content.get(i);
			if (i >= target.count()) {
				target.add(item);
			}
			else if (target.get(i) instanceof JContainer container && container.type() == item.type()) {
				merge(container, item, settings, depth + 1);
			}
			else if (settings.mergeNulls() || item.type() != JTokenType.NULL) {
				target.set(i, item);
			}
		}
	}

}
