package io.selvage.catalog.resource;

/**
 * The type of a property's value.
 */
public sealed interface ValueType {

	/**
	 * A single value.
	 */
	enum Scalar implements ValueType {

		/** A text. */
		STRING,
		/** A whole number. */
		INTEGER,
		/** A number. */
		NUMBER,
		/** True or false. */
		BOOLEAN,
		/** A time span in ISO 8601 notation. */
		DURATION,
		/** A point in time in ISO 8601 notation. */
		DATETIME,
		/** Anything; kept as it is. */
		ANY

	}

	/**
	 * An object with named properties.
	 *
	 * @param model the name of the schema in {@code contract.yaml}
	 * @param schema the properties
	 */
	record Structure(String model, Schema schema) implements ValueType {
	}

	/**
	 * A list.
	 *
	 * @param element the type of each element
	 */
	record ListOf(ValueType element) implements ValueType {
	}

	/**
	 * A map with free names.
	 *
	 * @param value the type of each value
	 */
	record MapOf(ValueType value) implements ValueType {
	}

}
