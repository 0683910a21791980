package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.types.ClrType;
import org.jspecify.annotations.Nullable;

/**
 * A local variable, parameter, constant or local function. Compared by identity.
 */
public final class Variable {

	private final String name;

	private final ClrType type;

	private final FunctionScope owner;

	private final Kind kind;

	private final @Nullable Object constant;

	private boolean captured;

	/**
	 * What can be done with a variable.
	 */
	public enum Kind {

		/** It can be assigned. */
		LOCAL,

		/** It has one value: a foreach variable, a local function, a using variable. */
		READ_ONLY,

		/** It is a constant. */
		CONSTANT

	}

	Variable(String name, ClrType type, FunctionScope owner, Kind kind, @Nullable Object constant) {
		this.name = name;
		this.type = type;
		this.owner = owner;
		this.kind = kind;
		this.constant = constant;
	}

	public String name() {
		return this.name;
	}

	public ClrType type() {
		return this.type;
	}

	FunctionScope owner() {
		return this.owner;
	}

	Kind kind() {
		return this.kind;
	}

	@Nullable Object constant() {
		return this.constant;
	}

	/**
	 * Tells whether a lambda or local function uses the variable of the code around it.
	 * @return true if it must live outside the stack
	 */
	public boolean captured() {
		return this.captured;
	}

	void capture() {
		this.captured = true;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
