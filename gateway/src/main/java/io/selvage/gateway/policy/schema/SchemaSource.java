package io.selvage.gateway.policy.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the parts of a schema come from. Every place a reference leads to has a name.
 */
interface SchemaSource {

	/**
	 * Returns what stands at a place.
	 * @param name its name here
	 * @return a missing node if there is nothing
	 */
	JsonNode of(String name);

	/**
	 * Tells how users know a place.
	 * @param name its name here
	 * @return for messages
	 */
	String title(String name);

	/**
	 * Follows a reference.
	 * @param from the name of the place it stands at
	 * @param reference the value of {@code $ref}
	 * @return the name of the place it leads to; null if it leads nowhere, or to what may
	 * not be read
	 */
	@Nullable String target(String from, String reference);

}
