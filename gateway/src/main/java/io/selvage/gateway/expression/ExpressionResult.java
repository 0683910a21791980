package io.selvage.gateway.expression;

/**
 * What the place of an expression needs it to yield.
 */
public enum ExpressionResult {

	/** A Boolean: conditions. */
	BOOLEAN,

	/** A String; other values are written as {@code ToString()} does, null stays null. */
	STRING,

	/** An Integer; text is read as a number. */
	INT32,

	/** Any value, as it is. */
	OBJECT,

	/** Nothing: a statement with an effect. The value is null. */
	VOID

}
