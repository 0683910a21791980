package io.selvage.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ValueType;

/**
 * Where the contract says that a secret is, and how it may be written wrongly.
 */
final class SecretFields {

	private final Canaries canaries;

	SecretFields(Canaries canaries) {
		this.canaries = canaries;
	}

	/** Every field of a type that holds a secret, by its path there. */
	static Set<String> of(ResourceType type) {
		Set<String> fields = new TreeSet<>();
		collect(type.path(), type.schema().properties(), fields);
		return fields;
	}

	private static void collect(String path, List<Property> properties, Set<String> fields) {
		for (Property property : properties) {
			String inside = path + "." + property.name();
			if (property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE)
					|| property.is(Property.Trait.SECRET_IF_MARKED)) {
				fields.add(inside);
			}
			else if (property.type() instanceof ValueType.Structure structure) {
				collect(inside, structure.schema().properties(), fields);
			}
		}
	}

	/**
	 * Bodies that are refused because of a secret: of the wrong type, too long, cut off.
	 */
	List<String> spoiled(ResourceType type) {
		List<String> bodies = new ArrayList<>();
		String text = this.canaries.quoted("body.text");
		List<String> simple = List.of("[" + text + "]", "{\"x\":" + text + "}", "[[" + text + "]]",
				"\"" + this.canaries.at("body.text").repeat(400) + "\"", text + ",");
		for (Property property : type.schema().properties()) {
			List<String> structured = new ArrayList<>(List.of(text, "[" + text + "]"));
			Set<String> fields = new TreeSet<>();
			collect("", List.of(property), fields);
			for (String field : fields) {
				structured.addAll(nested(field, text));
			}
			if (!fields.isEmpty()) {
				(fields.contains("." + property.name()) ? simple : structured)
					.forEach((value) -> bodies.add("{\"properties\":{\"" + property.name() + "\":" + value + "}}"));
			}
		}
		return bodies;
	}

	/** Wrong types in the place of a secret inside an object, given its path there. */
	private static List<String> nested(String field, String text) {
		String[] names = field.split("\\.");
		List<String> values = new ArrayList<>();
		for (String value : List.of("[" + text + "]", "{\"x\":[[" + text + "]]}", "{\"x\":{\"y\":" + text + "}}",
				text)) {
			String inside = value;
			for (int i = names.length - 1; i > 1; i--) {
				inside = "{\"" + names[i] + "\":" + inside + "}";
			}
			values.add(inside);
		}
		return values;
	}

}
