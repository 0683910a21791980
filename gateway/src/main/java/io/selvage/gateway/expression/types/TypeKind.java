package io.selvage.gateway.expression.types;

/**
 * What kind of type was declared.
 */
public enum TypeKind {

	/** A reference type that can be made or derived from. */
	CLASS,

	/** A value type. */
	STRUCT,

	/** An interface. */
	INTERFACE,

	/** An enumeration. */
	ENUM,

	/** A delegate type. */
	DELEGATE,

	/** A class that only holds static members. */
	STATIC

}
