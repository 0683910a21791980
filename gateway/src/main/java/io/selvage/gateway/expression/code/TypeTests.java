package io.selvage.gateway.expression.code;

import java.util.Map;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Tells at run time whether a value is of a type. Type arguments of collections do not
 * exist at run time; elements are looked at when they are used.
 */
final class TypeTests {

	private final TypeLibrary library;

	TypeTests(TypeLibrary library) {
		this.library = library;
	}

	boolean isInstance(ClrType type, Object value) {
		if (!(type instanceof NamedType named)) {
			return (type instanceof ArrayType) ? type.javaClass().isInstance(value) : true;
		}
		TypeDefinition definition = named.definition();
		if (definition.enumeration() != null) {
			return value instanceof EnumValue member && member.definition() == definition.enumeration();
		}
		if (value instanceof ClrException exception) {
			return isException(exception, definition);
		}
		if (definition.javaClass() != Object.class) {
			return definition.javaClass().isInstance(value);
		}
		if (definition.fullName().equals("System.Object")) {
			return true;
		}
		if (definition.fullName().equals("System.Array")) {
			return value.getClass().isArray();
		}
		if (definition.fullName().equals("System.Nullable")) {
			return isInstance(type.withoutNullable(), value);
		}
		return isEnumerable(value) ? definition.fullName().startsWith("System.Collections")
				: declares(this.library.definitionOf(value.getClass()), definition);
	}

	private static boolean isEnumerable(Object value) {
		return value instanceof Iterable || value instanceof Map || value instanceof String
				|| value.getClass().isArray();
	}

	private static boolean declares(@Nullable TypeDefinition start, TypeDefinition target) {
		TypeDefinition current = start;
		while (current != null) {
			if (current == target) {
				return true;
			}
			for (NamedType implemented : current.interfaces()) {
				if (declares(implemented.definition(), target)) {
					return true;
				}
			}
			current = (current.base() == null) ? null : current.base().definition();
		}
		return false;
	}

	boolean isException(ClrException exception, TypeDefinition target) {
		TypeDefinition known = this.library.definition(exception.type(), 0);
		if (known == null) {
			return target.fullName().equals("System.Exception") || target.fullName().equals("System.Object");
		}
		return declares(known, target);
	}

	String nameOf(Object value) {
		if (value instanceof EnumValue member) {
			return member.definition().fullName();
		}
		NumericType number = NumericType.ofValue(value);
		if (number != null) {
			return number.fullName();
		}
		if (value.getClass().isArray()) {
			return io.selvage.gateway.expression.types.Values.toText(value);
		}
		TypeDefinition definition = this.library.definitionOf(value.getClass());
		return (definition != null) ? definition.fullName() : "System.Object";
	}

}
