package io.selvage.gateway.context;

import org.jspecify.annotations.Nullable;

/**
 * What the API's description, or a schema of the catalog, says about the content of a
 * body. Thread-safe; what is compiled once serves every body.
 */
public interface BodySchema {

	/**
	 * Returns the name of the schema.
	 * @return of the definition in the API's description; of a schema of the catalog its
	 * resource name, and the reference into it
	 */
	String name();

	/**
	 * Compares a body with the schema.
	 * @param body a well-formed body
	 * @param reading how the schema is read; no other than the one it was compiled for,
	 * if it was compiled before the first body came
	 * @return a sentence about the first difference, with its place and without values of
	 * the body; null if there is none
	 * @throws UnusableSchemaException if nothing can be compared with the schema
	 */
	@Nullable String problem(byte[] body, Reading reading);

	/**
	 * How a schema is read.
	 *
	 * @param additional whether properties that are not described are allowed; null: as
	 * the schema says
	 * @param anyCase whether property names are compared without regard to case
	 */
	record Reading(@Nullable Boolean additional, boolean anyCase) {
	}

}
