package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeKind;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The types that the language itself knows.
 */
final class CoreTypes {

	final NamedType object;

	final NamedType string;

	final NamedType bool;

	final NamedType integer;

	final NamedType voidType;

	final TypeDefinition nullable;

	final TypeDefinition enumerable;

	final TypeDefinition exception;

	final NamedType array;

	private final TypeLibrary library;

	CoreTypes(TypeLibrary library) {
		this.library = library;
		this.object = named("System.Object");
		this.string = named("System.String");
		this.bool = named("System.Boolean");
		this.integer = named("System.Int32");
		this.voidType = named("System.Void");
		this.array = named("System.Array");
		this.nullable = definition("System.Nullable", 1);
		this.enumerable = definition("System.Collections.Generic.IEnumerable", 1);
		this.exception = definition("System.Exception", 0);
	}

	private TypeDefinition definition(String fullName, int arity) {
		TypeDefinition definition = this.library.definition(fullName, arity);
		if (definition == null) {
			throw new IllegalStateException("the type library lacks " + fullName);
		}
		return definition;
	}

	private NamedType named(String fullName) {
		return new NamedType(definition(fullName, 0), List.of());
	}

	ClrType numeric(NumericType type) {
		return named(type.fullName());
	}

	ClrType nullableOf(ClrType type) {
		return (type.isValueType() && !type.isNullableValue()) ? new NamedType(this.nullable, List.of(type)) : type;
	}

	NamedType enumerableOf(ClrType element) {
		return new NamedType(this.enumerable, List.of(element));
	}

	boolean isVoid(ClrType type) {
		return type.equals(this.voidType);
	}

	static boolean isEnum(ClrType type) {
		return type instanceof NamedType named && named.definition().kind() == TypeKind.ENUM;
	}

	static boolean isDelegate(ClrType type) {
		return type instanceof NamedType named && named.definition().kind() == TypeKind.DELEGATE;
	}

	static boolean isInterface(ClrType type) {
		return type instanceof NamedType named && named.definition().kind() == TypeKind.INTERFACE;
	}

	static boolean canBeNull(ClrType type) {
		return !type.isValueType() || type.isNullableValue();
	}

	static boolean isPseudo(ClrType type) {
		return type instanceof PseudoType;
	}

	/** The value of {@code default(type)}, in its Java form. */
	static @Nullable Object defaultValue(ClrType type) {
		if (type instanceof NamedType named && !type.isNullableValue()) {
			return named.definition().defaultValue();
		}
		return null;
	}

}
