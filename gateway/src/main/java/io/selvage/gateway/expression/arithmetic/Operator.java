package io.selvage.gateway.expression.arithmetic;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The binary operators.
 */
public enum Operator {

	/** {@code +}. */
	ADD("+"),
	/** {@code -}. */
	SUBTRACT("-"),
	/** {@code *}. */
	MULTIPLY("*"),
	/** {@code /}. */
	DIVIDE("/"),
	/** {@code %}. */
	REMAINDER("%"),
	/** {@code <<}. */
	SHIFT_LEFT("<<"),
	/** {@code >>}. */
	SHIFT_RIGHT(">>"),
	/** {@code &}. */
	AND("&"),
	/** {@code |}. */
	OR("|"),
	/** {@code ^}. */
	XOR("^"),
	/** {@code ==}. */
	EQUAL("=="),
	/** {@code !=}. */
	NOT_EQUAL("!="),
	/** {@code <}. */
	LESS("<"),
	/** {@code >}. */
	GREATER(">"),
	/** {@code <=}. */
	LESS_OR_EQUAL("<="),
	/** {@code >=}. */
	GREATER_OR_EQUAL(">=");

	private static final Map<String, Operator> BY_SYMBOL = bySymbol();

	private final String symbol;

	Operator(String symbol) {
		this.symbol = symbol;
	}

	private static Map<String, Operator> bySymbol() {
		Map<String, Operator> map = new java.util.HashMap<>();
		for (Operator operator : values()) {
			map.put(operator.symbol, operator);
		}
		return map;
	}

	/**
	 * Finds an operator.
	 * @param symbol as it is written
	 * @return null if it is none of these
	 */
	public static @Nullable Operator of(String symbol) {
		return BY_SYMBOL.get(symbol);
	}

	public String symbol() {
		return this.symbol;
	}

	public boolean isComparison() {
		return ordinal() >= EQUAL.ordinal();
	}

	public boolean isEquality() {
		return this == EQUAL || this == NOT_EQUAL;
	}

	public boolean isShift() {
		return this == SHIFT_LEFT || this == SHIFT_RIGHT;
	}

	public boolean isBitwise() {
		return this == AND || this == OR || this == XOR;
	}

}
