package io.selvage.gateway.expression.types;

import java.util.Map;

/**
 * What takes the place of a type where an expression has none of its own.
 */
public enum PseudoType implements ClrType {

	/** {@code null}. */
	NULL("<null>"),

	/** {@code default} without a type. */
	DEFAULT("default"),

	/** A lambda. */
	LAMBDA("lambda expression"),

	/** The name of methods that are not called. */
	METHOD_GROUP("method group"),

	/** {@code throw} as an expression. */
	THROW("<throw expression>"),

	/** The name of a type where a value is expected. */
	TYPE("type"),

	/** The name of a namespace. */
	NAMESPACE("namespace");

	private final String description;

	PseudoType(String description) {
		this.description = description;
	}

	@Override
	public String fullName() {
		return this.description;
	}

	@Override
	public String displayName() {
		return this.description;
	}

	@Override
	public Class<?> javaClass() {
		return Object.class;
	}

	@Override
	public ClrType substitute(Map<TypeParameter, ClrType> arguments) {
		return this;
	}

	@Override
	public boolean isValueType() {
		return false;
	}

}
