package io.selvage.gateway.expression.types;

import java.util.List;
import java.util.Map;

/**
 * A .NET type: a declared type with its type arguments, an array, or a type parameter.
 * Types are compared by {@code equals}.
 */
public sealed interface ClrType permits NamedType, ArrayType, TypeParameter, PseudoType {

	/**
	 * Returns the name with namespace, as in error messages and for comparisons.
	 * @return for example {@code System.Int32}, {@code System.Byte[]},
	 * {@code System.Collections.Generic.List<System.String>}
	 */
	String fullName();

	/**
	 * Returns the name as C# code writes it.
	 * @return for example {@code int}, {@code byte[]}, {@code List<string>}
	 */
	String displayName();

	/**
	 * Returns the Java class of the values, boxed for primitives.
	 * @return the class; {@link Object} where nothing more is known
	 */
	Class<?> javaClass();

	/**
	 * Replaces type parameters.
	 * @param arguments the types by parameter
	 * @return the type with all parameters of the map replaced
	 */
	ClrType substitute(Map<TypeParameter, ClrType> arguments);

	/**
	 * Tells whether this is a struct or an enumeration, {@code T?} included.
	 * @return true if so
	 */
	boolean isValueType();

	/**
	 * Returns the type arguments.
	 * @return empty unless it is a generic type
	 */
	default List<ClrType> typeArguments() {
		return List.of();
	}

	/**
	 * Tells whether this is the type of that name.
	 * @param fullName for example {@code System.String}, without type arguments
	 * @return true if so
	 */
	default boolean is(String fullName) {
		return false;
	}

	/**
	 * Tells whether this is {@code T?} of a value type.
	 * @return true if so
	 */
	default boolean isNullableValue() {
		return is("System.Nullable");
	}

	/**
	 * Returns the {@code T} of {@code T?}.
	 * @return this type itself if it is not {@code T?}
	 */
	default ClrType withoutNullable() {
		return isNullableValue() ? typeArguments().get(0) : this;
	}

}
