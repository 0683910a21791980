package io.selvage.gateway.expression.binding;

/**
 * What a conversion does at run time.
 */
public enum Conversion {

	/** Nothing: the Java form is the same. */
	REPRESENTATION,

	/** From one numeric type to another. */
	NUMERIC,

	/** A reference to a narrower type: checked. */
	CAST,

	/** From {@code object} or an interface to a value type: the type must be the same. */
	UNBOX,

	/** From {@code T?} to {@code T}: null throws. */
	UNWRAP,

	/** From an enumeration to its number. */
	ENUM_TO_NUMBER,

	/** From a number to an enumeration. */
	NUMBER_TO_ENUM,

	/** From a type that is enumerated in its own way to what it enumerates. */
	ENUMERATE

}
