package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the properties of one body along its schema: names in any case and with blanks
 * around them, values coerced, unknown properties kept behind the known ones.
 */
final class BodyReader {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String NOTHING_STORED = "The value is a mask instead of a secret, and none is stored yet: it stays empty.";

	private final ResourceId id;

	private final Origin origin;

	private final List<Violation> violations = new ArrayList<>();

	BodyReader(ResourceId id, Origin origin) {
		this.id = id;
		this.origin = origin;
	}

	List<Violation> violations() {
		return this.violations;
	}

	/**
	 * Reads an object.
	 * @param schema its schema
	 * @param object what was sent
	 * @param path its path below the properties; empty at the top
	 * @param stored what is stored there now, whose secrets replace masks; or a missing
	 * node
	 * @return the object in canonical form
	 */
	ObjectNode object(Schema schema, JsonNode object, String path, JsonNode stored) {
		Map<Property, JsonNode> known = new LinkedHashMap<>();
		Map<String, JsonNode> unknown = new LinkedHashMap<>();
		object.properties().forEach((entry) -> {
			Property property = schema.find(entry.getKey());
			if (property == null) {
				if (unknown.put(entry.getKey().strip().intern(), entry.getValue().deepCopy()) != null) {
					error(join(path, entry.getKey().strip()), "The property is given twice.");
				}
			}
			else if (!property.is(Property.Trait.READ_ONLY) || this.origin == Origin.STORE) {
				if (known.put(property, entry.getValue()) != null) {
					error(join(path, property.name()), "The property is given twice (names do not depend on case).");
				}
			}
		});
		ObjectNode canonical = NODES.objectNode();
		for (Property property : schema.properties()) {
			JsonNode given = known.get(property);
			JsonNode value = (given == null && keepsSecret(schema, property, known, stored))
					? stored.get(property.name())
					: value(property, given, join(path, property.name()), stored.path(property.name()));
			if (value != null) {
				canonical.set(property.name(), value);
			}
		}
		boolean masks = schema.isGuarded() && this.origin != Origin.STORE;
		unknown.forEach((name, value) -> {
			JsonNode whole = masks ? Masks.restored(value, stored.path(name), join(path, name),
					(place) -> warning(place, NOTHING_STORED)) : value;
			if (whole != null) {
				canonical.set(name, whole);
			}
		});
		return canonical;
	}

	/**
	 * An answer never shows a secret, so that writing an answer back must not remove it;
	 * a reference to a vault replaces it. Whoever takes the mark of a secret away has to
	 * know it.
	 */
	private static boolean keepsSecret(Schema schema, Property property, Map<Property, JsonNode> known,
			JsonNode stored) {
		Property vault = schema.find("keyVault");
		return (property.is(Property.Trait.SECRET)
				|| (property.is(Property.Trait.SECRET_IF_MARKED) && isMarked(stored) && isMarked(schema, known)))
				&& stored.path(property.name()).isString() && (vault == null || !known.containsKey(vault));
	}

	/** Whether an object says that it is a secret. */
	static boolean isMarked(JsonNode object) {
		return object.path("secret").asBoolean(false);
	}

	private static boolean isMarked(Schema schema, Map<Property, JsonNode> known) {
		Property mark = schema.find("secret");
		JsonNode given = (mark != null) ? known.get(mark) : null;
		JsonNode flag = (given != null) ? ValueReader.read(ValueType.Scalar.BOOLEAN, given) : null;
		return flag != null && flag.booleanValue();
	}

	private @Nullable JsonNode value(Property property, @Nullable JsonNode given, String path, JsonNode stored) {
		JsonNode value = (given != null && !isUnset(property, given)) ? read(property, given, path, stored) : null;
		if (value != null) {
			String refusal = BoundsCheck.refusal(property, value);
			if (refusal != null) {
				error(path, refusal);
			}
			else if (property.is(Property.Trait.IMMUTABLE) && this.origin == Origin.REQUEST && isOther(value, stored)) {
				error(path, BoundsCheck.changed(property, stored));
			}
			return value;
		}
		if (property.bounds().initial() != null) {
			return initial(property, property.bounds().initial());
		}
		if (property.is(Property.Trait.REQUIRED) && this.origin != Origin.STORE && !alreadyRefused(path)) {
			error(path, BoundsCheck.missing(property));
		}
		return null;
	}

	private static boolean isOther(JsonNode value, JsonNode stored) {
		return !stored.isMissingNode() && !stored.isNull() && !stored.equals(value);
	}

	private boolean alreadyRefused(String path) {
		return this.violations.stream().anyMatch((violation) -> violation.target().startsWith(path));
	}

	/**
	 * Null unsets; so does an empty text where one must have a character, and an empty
	 * object in the place of a text, which template compilers leave behind.
	 */
	private static boolean isUnset(Property property, JsonNode given) {
		if (given.isNull()) {
			return true;
		}
		if (given.isString()) {
			return given.stringValue().isEmpty()
					&& (property.bounds().range().min() > 0 || property.type() != ValueType.Scalar.STRING);
		}
		return given.isObject() && given.isEmpty() && property.type() instanceof ValueType.Scalar
				&& property.type() != ValueType.Scalar.ANY;
	}

	private static @Nullable JsonNode initial(Property property, String text) {
		return (property.type() instanceof ValueType.Scalar scalar) ? ValueReader.read(scalar, NODES.stringNode(text))
				: null;
	}

	private @Nullable JsonNode read(Property property, JsonNode given, String path, JsonNode stored) {
		if (isMasked(property, given)) {
			if (stored.isString()) {
				return stored;
			}
			warning(path, NOTHING_STORED);
			return null;
		}
		return element(property, property.type(), given, path, stored);
	}

	private @Nullable JsonNode element(Property property, ValueType type, JsonNode given, String path,
			JsonNode stored) {
		if (type instanceof ValueType.Structure structure) {
			return given.isObject() ? object(structure.schema(), given, path, stored)
					: refuse(path, property, "an object");
		}
		if (type instanceof ValueType.ListOf list) {
			return given.isArray() ? list(property, list, given, path, stored) : refuse(path, property, "an array");
		}
		if (type instanceof ValueType.MapOf map) {
			return given.isObject() ? map(property, map, given, path, stored) : refuse(path, property, "an object");
		}
		return scalar(property, (ValueType.Scalar) type, given, path);
	}

	private ArrayNode list(Property property, ValueType.ListOf type, JsonNode given, String path, JsonNode stored) {
		ArrayNode list = NODES.arrayNode(given.size());
		for (int i = 0; i < given.size(); i++) {
			JsonNode element = maskedOr(property, given.get(i), stored.path(i), path);
			JsonNode value = (element != null)
					? element(property, type.element(), element, path + "[" + i + "]", stored.path(i)) : null;
			if (value != null) {
				list.add(value);
			}
		}
		return list;
	}

	private ObjectNode map(Property property, ValueType.MapOf type, JsonNode given, String path, JsonNode stored) {
		ObjectNode map = NODES.objectNode();
		given.properties().forEach((entry) -> {
			String name = entry.getKey().strip();
			JsonNode element = maskedOr(property, entry.getValue(), stored.path(name), join(path, name));
			JsonNode value = (element != null && !element.isNull())
					? element(property, type.value(), element, join(path, name), stored.path(name)) : null;
			if (value != null) {
				map.set(name, value);
			}
		});
		return map;
	}

	private @Nullable JsonNode maskedOr(Property property, JsonNode given, JsonNode stored, String path) {
		if (!isMasked(property, given)) {
			return given;
		}
		if (!stored.isString()) {
			warning(path, NOTHING_STORED);
			return null;
		}
		return stored;
	}

	private boolean isMasked(Property property, JsonNode given) {
		return this.origin != Origin.STORE && given.isString() && Secret.isMask(given.stringValue())
				&& (property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE)
						|| property.is(Property.Trait.SECRET_IF_MARKED));
	}

	private @Nullable JsonNode scalar(Property property, ValueType.Scalar type, JsonNode given, String path) {
		JsonNode value = ValueReader.read(type, given);
		if (value == null) {
			return refuse(path, property, ValueReader.describe(type));
		}
		if (!property.bounds().values().isEmpty() && value.isString()) {
			String listed = BoundsCheck.listed(property, value.stringValue());
			if (listed == null) {
				error(path, BoundsCheck.notListed(property));
				return null;
			}
			return NODES.stringNode(listed);
		}
		return value;
	}

	private @Nullable JsonNode refuse(String path, Property property, String expected) {
		error(path, BoundsCheck.wrongType(property, expected));
		return null;
	}

	private void error(String path, String message) {
		this.violations.add(Violation.error(this.id, path, message));
	}

	private void warning(String path, String message) {
		this.violations.add(Violation.warning(this.id, path, message));
	}

	private static String join(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}

}
