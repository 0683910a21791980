package io.selvage.catalog.management;

import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a description in OpenAPI: each is written when it is first referred to.
 */
final class DescribedSchemas {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final ObjectNode schemas = NODES.objectNode();

	/** Every schema that was referred to, by its name. */
	ObjectNode all() {
		return this.schemas;
	}

	/** Types of one path shape have one schema, wherever they lie. */
	ObjectNode resource(ResourceType type) {
		String name = name(type) + "Resource";
		if (!this.schemas.has(name)) {
			ObjectNode members = object(name).putObject("properties");
			for (String own : new String[] { "id", "name", "type" }) {
				members.putObject(own).put("type", "string").put("readOnly", true);
			}
			members.set("properties", model(name(type), type.schema()));
		}
		return reference(name);
	}

	ObjectNode list(ResourceType type) {
		String name = name(type) + "List";
		if (!this.schemas.has(name)) {
			ObjectNode members = object(name).putObject("properties");
			members.putObject("value").put("type", "array").set("items", resource(type));
			members.putObject("count").put("type", "integer");
			members.putObject("nextLink").put("type", "string");
		}
		return reference(name);
	}

	/** The answer to a read with {@code export=true}. */
	ObjectNode exportResult() {
		if (!this.schemas.has("ApiExportResult")) {
			ObjectNode result = object("ApiExportResult").putObject("properties");
			result.putObject("id").put("type", "string");
			result.putObject("format").put("type", "string");
			result.putObject("value")
				.put("type", "object")
				.putObject("properties")
				.putObject("link")
				.put("type", "string");
		}
		return reference("ApiExportResult");
	}

	private static ObjectNode reference(String name) {
		return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
	}

	private ObjectNode object(String name) {
		return this.schemas.putObject(name).put("type", "object");
	}

	private static String name(ResourceType type) {
		return ApiDescription.words("/" + type.path());
	}

	private ObjectNode model(String name, Schema schema) {
		if (!this.schemas.has(name)) {
			ObjectNode model = object(name);
			model.put("additionalProperties", true);
			ObjectNode members = model.putObject("properties");
			for (Property property : schema.properties()) {
				members.set(property.name(), property(property));
				if (property.is(Property.Trait.REQUIRED)) {
					model.withArray("required").add(property.name());
				}
			}
		}
		return reference(name);
	}

	private ObjectNode property(Property property) {
		ObjectNode schema = type(property.type());
		if (schema.has("$ref")) {
			return schema;
		}
		if (property.is(Property.Trait.READ_ONLY)) {
			schema.put("readOnly", true);
		}
		if (property.is(Property.Trait.WRITE_ONLY) || property.is(Property.Trait.SECRET)) {
			schema.put("writeOnly", true);
		}
		if (property.is(Property.Trait.IMMUTABLE)) {
			// As Microsoft's own descriptions say it; OpenAPI has no word for it.
			schema.putArray("x-ms-mutability").add("create").add("read");
		}
		if (property.is(Property.Trait.NULL_WHEN_UNSET)) {
			schema.put("nullable", true);
		}
		if (!property.bounds().values().isEmpty() && !property.bounds().open()) {
			property.bounds().values().forEach(schema.withArray("enum")::add);
		}
		return schema;
	}

	private ObjectNode type(ValueType type) {
		if (type instanceof ValueType.Structure structure) {
			return model(structure.model(), structure.schema());
		}
		ObjectNode schema = NODES.objectNode();
		if (type instanceof ValueType.ListOf list) {
			schema.put("type", "array").set("items", type(list.element()));
			return schema;
		}
		if (type instanceof ValueType.MapOf map) {
			schema.put("type", "object").set("additionalProperties", type(map.value()));
			return schema;
		}
		return switch ((ValueType.Scalar) type) {
			case STRING, DURATION -> schema.put("type", "string");
			case DATETIME -> schema.put("type", "string").put("format", "date-time");
			case INTEGER -> schema.put("type", "integer");
			case NUMBER -> schema.put("type", "number");
			case BOOLEAN -> schema.put("type", "boolean");
			case ANY -> schema;
		};
	}

	/** What every refusal says. */
	ObjectNode error() {
		if (!this.schemas.has("Error")) {
			describeError();
		}
		return reference("Error");
	}

	private void describeError() {
		ObjectNode error = object("Error").putObject("properties").putObject("error").put("type", "object");
		ObjectNode members = error.putObject("properties");
		members.putObject("code").put("type", "string");
		members.putObject("message").put("type", "string");
		ObjectNode details = members.putObject("details").put("type", "array").put("nullable", true);
		ObjectNode detail = details.putObject("items").put("type", "object").putObject("properties");
		for (String name : new String[] { "code", "target", "message" }) {
			detail.putObject(name).put("type", "string");
		}
	}

}
