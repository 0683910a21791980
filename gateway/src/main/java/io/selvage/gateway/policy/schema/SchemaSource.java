package io.selvage.gateway.policy.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the parts of a schema come from.
 */
interface SchemaSource {

	/**
	 * Returns a definition.
	 * @param name its name here
	 * @return a missing node if there is none
	 */
	JsonNode of(String name);

	/**
	 * Follows a reference.
	 * @param from the name of the definition it stands in
	 * @param reference the value of {@code $ref}
	 * @return null if it leads nowhere, or to what may not be read
	 */
	@Nullable Target target(String from, String reference);

	/**
	 * Where a reference leads.
	 *
	 * @param name the definition
	 * @param pointer the place in it, a JSON pointer; empty: the definition itself
	 */
	record Target(String name, String pointer) {
	}

}
