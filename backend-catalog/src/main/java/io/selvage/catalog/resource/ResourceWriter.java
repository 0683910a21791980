package io.selvage.catalog.resource;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes resources in canonical form.
 */
public final class ResourceWriter {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]+}}");

	/** The newest stable api-version of the contract. */
	public static final String API_VERSION = "2024-05-01";

	private final Disclosure disclosure;

	private final String apiVersion;

	/**
	 * A writer.
	 * @param disclosure how much of the secrets is written
	 * @param apiVersion the api-version whose property names are used
	 */
	public ResourceWriter(Disclosure disclosure, String apiVersion) {
		this.disclosure = disclosure;
		this.apiVersion = apiVersion;
	}

	/**
	 * Writes a resource as an answer of the management API.
	 * @param resource the resource
	 * @param servicePath the Resource Manager id of the service, which the id begins with
	 * @return {@code {"id": …, "type": …, "name": …, "properties": {…}}}
	 */
	public ObjectNode write(Resource resource, String servicePath) {
		ObjectNode body = NODES.objectNode();
		body.put("id", servicePath + resource.id().path());
		body.put("type", resource.type().armType());
		body.put("name", resource.name());
		body.set("properties", properties(resource));
		return body;
	}

	/**
	 * Writes the properties alone.
	 * @param resource the resource
	 * @return the properties
	 */
	public ObjectNode properties(Resource resource) {
		return object(resource.type().schema(), resource.view());
	}

	private ObjectNode object(Schema schema, JsonNode object) {
		ObjectNode written = NODES.objectNode();
		boolean markedSecret = object.path("secret").asBoolean(false);
		for (Property property : schema.properties()) {
			JsonNode value = object.get(property.name());
			if (!isShown(property, markedSecret)) {
				continue;
			}
			if (value != null) {
				written.set(nameOf(property), value(property, property.type(), value));
			}
			else if (property.is(Property.Trait.NULL_WHEN_UNSET) && this.disclosure != Disclosure.EVERYTHING) {
				written.putNull(nameOf(property));
			}
		}
		object.properties().forEach((entry) -> {
			@Nullable Property known = schema.find(entry.getKey());
			if (known == null) {
				boolean hidden = schema.isGuarded() && this.disclosure == Disclosure.MASKED;
				written.set(entry.getKey(), hidden ? Masks.masked(entry.getValue()) : entry.getValue().deepCopy());
			}
		});
		return written;
	}

	private boolean isShown(Property property, boolean markedSecret) {
		if (this.disclosure == Disclosure.EVERYTHING) {
			return true;
		}
		return !property.is(Property.Trait.SECRET) && !property.is(Property.Trait.WRITE_ONLY)
				&& !(markedSecret && property.is(Property.Trait.SECRET_IF_MARKED));
	}

	private String nameOf(Property property) {
		Property.FormerName formerly = property.formerly();
		return (formerly != null && this.apiVersion.compareTo(formerly.until()) <= 0) ? formerly.name()
				: property.name();
	}

	private JsonNode value(Property property, ValueType type, JsonNode value) {
		if (type instanceof ValueType.Structure structure && value.isObject()) {
			return object(structure.schema(), value);
		}
		if (type instanceof ValueType.ListOf list && value.isArray()) {
			ArrayNode written = NODES.arrayNode(value.size());
			value.forEach((element) -> written.add(value(property, list.element(), element)));
			return written;
		}
		if (type instanceof ValueType.MapOf map && value.isObject()) {
			ObjectNode written = NODES.objectNode();
			value.properties()
				.forEach((entry) -> written.set(entry.getKey(), value(property, map.value(), entry.getValue())));
			return written;
		}
		return isMasked(property, value) ? NODES.stringNode(Secret.MASK) : value.deepCopy();
	}

	/** A text that only refers to a named value gives nothing away. */
	private boolean isMasked(Property property, JsonNode value) {
		return this.disclosure == Disclosure.MASKED && property.is(Property.Trait.SENSITIVE) && value.isString()
				&& !REFERENCE.matcher(value.stringValue()).matches();
	}

}
