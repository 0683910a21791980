package io.selvage.catalog.secret;

import java.util.List;
import java.util.function.UnaryOperator;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Encrypts and decrypts the secret properties of a resource on its way to and from a
 * store. Which they are is said by the schema; below such a property every text is one,
 * and below what is not known beside secrets every text and number.
 */
public final class ResourceSealer {

	/** Before a sealed number, so that it is a number again when it is opened. */
	private static final String NUMBER = "number:";

	private final Envelope envelope;

	/**
	 * Creates a sealer.
	 * @param envelope what encrypts
	 */
	public ResourceSealer(Envelope envelope) {
		this.envelope = envelope;
	}

	/**
	 * Encrypts all secrets of a resource.
	 * @param resource the resource in clear
	 * @return its properties with every secret sealed
	 * @throws SecretException if it has a secret and there is no key
	 */
	public ObjectNode seal(Resource resource) {
		return transform(resource, Action.SEAL);
	}

	/**
	 * Decrypts all secrets of a resource.
	 * @param stored a resource with the properties a store keeps
	 * @return the resource in clear
	 * @throws SecretException if one cannot be opened
	 */
	public Resource open(Resource stored) {
		return new Resource(stored.id(), transform(stored, Action.OPEN));
	}

	/**
	 * Encrypts anew what was sealed with another than the active key.
	 * @param stored a resource with the properties a store keeps
	 * @return its properties, all sealed with the active key
	 */
	public ObjectNode rotate(Resource stored) {
		return transform(stored, Action.ROTATE);
	}

	private ObjectNode transform(Resource resource, Action action) {
		ObjectNode properties = resource.properties();
		walk(properties, resource.type().schema(), resource.id().path(), action);
		return properties;
	}

	private void walk(ObjectNode object, Schema schema, String place, Action action) {
		for (Property property : schema.properties()) {
			JsonNode value = object.get(property.name());
			if (value != null) {
				String inside = place + "." + property.name();
				boolean hidden = property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE)
						|| property.is(Property.Trait.SECRET_IF_MARKED);
				if (hidden) {
					object.set(property.name(),
							scalars(value, (text) -> text.isString() ? known(action, text, inside) : text));
				}
				else {
					descend(value, property.type(), inside, action);
				}
			}
		}
		if (schema.isGuarded()) {
			unknown(object, schema, place, action);
		}
	}

	/** What is not known, and stands beside secrets, may be one. */
	private void unknown(ObjectNode object, Schema schema, String place, Action action) {
		for (String name : List.copyOf(object.propertyNames())) {
			if (schema.find(name) == null) {
				object.set(name, scalars(object.path(name), (value) -> unknown(action, value, place + "." + name)));
			}
		}
	}

	private JsonNode known(Action action, JsonNode text, String place) {
		return StringNode.valueOf(apply(action, text.stringValue(), place));
	}

	/** Stores written by earlier versions have it in clear. */
	private JsonNode unknown(Action action, JsonNode value, String place) {
		if (value.isNumber()) {
			return (action == Action.OPEN) ? value
					: StringNode.valueOf(NUMBER + this.envelope.seal(value.toString(), place + NUMBER));
		}
		if (!value.isString()) {
			return value;
		}
		String text = value.stringValue();
		if (action != Action.SEAL && text.startsWith(NUMBER) && Envelope.isSealed(text.substring(NUMBER.length()))) {
			String number = apply(action, text.substring(NUMBER.length()), place + NUMBER);
			return (action == Action.OPEN) ? ContractJson.parse(number) : StringNode.valueOf(NUMBER + number);
		}
		if (action == Action.SEAL || Envelope.isSealed(text)) {
			return known(action, value, place);
		}
		return (action == Action.ROTATE) ? known(Action.SEAL, value, place) : value;
	}

	private void descend(JsonNode value, ValueType type, String place, Action action) {
		if (type instanceof ValueType.Structure structure && value instanceof ObjectNode object) {
			walk(object, structure.schema(), place, action);
		}
		else if (type instanceof ValueType.ListOf list && value instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				descend(array.get(i), list.element(), place + "[" + i + "]", action);
			}
		}
		else if (type instanceof ValueType.MapOf map && value instanceof ObjectNode object) {
			object.properties()
				.forEach((entry) -> descend(entry.getValue(), map.value(), place + "." + entry.getKey(), action));
		}
	}

	private String apply(Action action, String text, String place) {
		return switch (action) {
			case SEAL -> this.envelope.seal(text, place);
			case OPEN -> this.envelope.open(text, place);
			case ROTATE -> this.envelope.rotate(text, place);
		};
	}

	private static JsonNode scalars(JsonNode value, UnaryOperator<JsonNode> change) {
		if (value instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				array.set(i, scalars(array.get(i), change));
			}
			return array;
		}
		if (value instanceof ObjectNode object) {
			object.properties().forEach((entry) -> object.set(entry.getKey(), scalars(entry.getValue(), change)));
			return object;
		}
		return change.apply(value);
	}

	private enum Action {

		SEAL, OPEN, ROTATE

	}

}
