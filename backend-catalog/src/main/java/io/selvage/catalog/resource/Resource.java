package io.selvage.catalog.resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One resource: its identity and its properties in canonical form, with unknown
 * properties kept. Made by {@link ResourceReader}; the tree is never changed afterwards.
 */
public final class Resource {

	private final ResourceId id;

	private final ObjectNode properties;

	/**
	 * A resource with properties that already are in canonical form.
	 * @param id the identity
	 * @param properties the canonical properties, which the resource now owns
	 */
	public Resource(ResourceId id, ObjectNode properties) {
		this.id = id;
		this.properties = properties;
	}

	public ResourceId id() {
		return this.id;
	}

	public ResourceType type() {
		return this.id.type();
	}

	public String name() {
		return this.id.name();
	}

	/**
	 * One property.
	 * @param property the canonical name
	 * @return its value, or a missing node
	 */
	public JsonNode property(String property) {
		return this.properties.path(property);
	}

	/**
	 * All properties, secrets included, without a copy.
	 * @return the canonical tree, which must not be changed
	 */
	public JsonNode view() {
		return this.properties;
	}

	/**
	 * All properties, secrets included.
	 * @return a copy that the caller may change
	 */
	public ObjectNode properties() {
		return this.properties.deepCopy();
	}

	/**
	 * Whether another resource says the same.
	 * @param other the other resource
	 * @return true if identity and properties are equal
	 */
	public boolean sameAs(Resource other) {
		return this == other || this.id.equals(other.id) && this.id.name().equals(other.id.name())
				&& this.properties.equals(other.properties);
	}

	/** Names the resource; never shows its properties. */
	@Override
	public String toString() {
		return this.id.path();
	}

}
