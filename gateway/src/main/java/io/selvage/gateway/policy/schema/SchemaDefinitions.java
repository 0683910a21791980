package io.selvage.gateway.policy.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The named schemas of a schema document of the catalog.
 *
 * @param document {@code components} of OpenAPI 3, {@code definitions} of OpenAPI 2, or
 * schemas by name
 */
public record SchemaDefinitions(JsonNode document) implements SchemaSource {

	private static final List<String> PREFIXES = List.of("#/components/schemas/", "#/definitions/", "#/$defs/", "#/");

	/**
	 * Returns the definitions of a document.
	 * @param document the document
	 * @return the definitions
	 */
	public static SchemaDefinitions in(JsonNode document) {
		return new SchemaDefinitions(document);
	}

	/**
	 * Tells whether there is a schema.
	 * @param name its name
	 * @return true if there is
	 */
	public boolean has(String name) {
		return !name.isEmpty() && !of(name).isMissingNode();
	}

	@Override
	public JsonNode of(String name) {
		JsonNode component = this.document.path("components").path("schemas").path(name);
		if (!component.isMissingNode()) {
			return component;
		}
		JsonNode definition = this.document.path("definitions").path(name);
		return !definition.isMissingNode() ? definition : this.document.path(name);
	}

	@Override
	public @Nullable Target target(String from, String reference) {
		for (String prefix : PREFIXES) {
			if (reference.startsWith(prefix)) {
				String rest = reference.substring(prefix.length());
				int slash = rest.indexOf('/');
				String name = unescape((slash < 0) ? rest : rest.substring(0, slash));
				return has(name) ? new Target(name, (slash < 0) ? "" : rest.substring(slash)) : null;
			}
		}
		return null;
	}

	private static String unescape(String token) {
		String decoded = token;
		try {
			decoded = URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			// A percent sign that escapes nothing stands for itself.
		}
		return decoded.replace("~1", "/").replace("~0", "~");
	}

}
