package io.selvage.gateway.context;

import org.jspecify.annotations.Nullable;

/**
 * What the API's description says about the content of a body. Thread-safe; compiled at
 * most once per catalog change and {@link Reading}.
 */
public interface BodySchema {

	/**
	 * Returns the name of the definition.
	 * @return as in the API's description
	 */
	String name();

	/**
	 * Compares a body with the schema.
	 * @param body a well-formed body
	 * @param reading how the schema is read
	 * @return a sentence about the first difference, with its place and without values of
	 * the body; null if there is none
	 * @throws UnusableSchemaException if the schema can't be compiled
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
