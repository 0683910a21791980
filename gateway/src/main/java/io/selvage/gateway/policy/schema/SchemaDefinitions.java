package io.selvage.gateway.policy.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The named schemas of a schema document of the catalog. A place in it is called by a
 * JSON pointer that begins with the name of the schema.
 *
 * @param document {@code components} of OpenAPI 3, {@code definitions} of OpenAPI 2, or
 * schemas by name
 */
public record SchemaDefinitions(JsonNode document) implements SchemaSource {

	private static final List<String> PREFIXES = List.of("/components/schemas/", "/definitions/", "/$defs/", "/");

	/**
	 * Tells whether there is a schema.
	 * @param name its name
	 * @return true if there is
	 */
	public boolean has(String name) {
		return !name.isEmpty() && !definition(name).isMissingNode();
	}

	static String place(String name) {
		return JsonPointer.empty().appendProperty(name).toString();
	}

	private JsonNode definition(String name) {
		JsonNode component = this.document.path("components").path("schemas").path(name);
		if (!component.isMissingNode()) {
			return component;
		}
		JsonNode definition = this.document.path("definitions").path(name);
		return !definition.isMissingNode() ? definition : this.document.path(name);
	}

	@Override
	public JsonNode of(String name) {
		JsonPointer pointer = JsonPointer.compile(name);
		return definition(pointer.getMatchingProperty()).at(pointer.tail());
	}

	@Override
	public String title(String name) {
		return name.substring(1);
	}

	@Override
	public @Nullable String target(String from, String reference) {
		SchemaReference to = SchemaReference.of(reference);
		if (!to.document().isEmpty()) {
			return null;
		}
		for (String prefix : PREFIXES) {
			if (to.fragment().startsWith(prefix)) {
				String name = to.fragment().substring(prefix.length() - 1);
				return of(name).isMissingNode() ? null : name;
			}
		}
		return null;
	}

}
