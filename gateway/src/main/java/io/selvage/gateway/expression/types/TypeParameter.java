package io.selvage.gateway.expression.types;

import java.util.Map;

/**
 * A type parameter of a generic type or method. Compared by identity.
 */
public final class TypeParameter implements ClrType {

	private final String name;

	/**
	 * Creates a parameter.
	 * @param name for example {@code T}
	 */
	public TypeParameter(String name) {
		this.name = name;
	}

	@Override
	public String fullName() {
		return this.name;
	}

	@Override
	public String displayName() {
		return this.name;
	}

	@Override
	public Class<?> javaClass() {
		return Object.class;
	}

	@Override
	public ClrType substitute(Map<TypeParameter, ClrType> arguments) {
		return arguments.getOrDefault(this, this);
	}

	@Override
	public boolean isValueType() {
		return false;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
