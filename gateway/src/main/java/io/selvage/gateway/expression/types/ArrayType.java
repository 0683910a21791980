package io.selvage.gateway.expression.types;

import java.lang.reflect.Array;
import java.util.Map;

/**
 * An array of one dimension.
 *
 * @param element the type of its elements
 */
public record ArrayType(ClrType element) implements ClrType {

	@Override
	public String fullName() {
		return this.element.fullName() + "[]";
	}

	@Override
	public String displayName() {
		return this.element.displayName() + "[]";
	}

	@Override
	public Class<?> javaClass() {
		return componentClass().arrayType();
	}

	/**
	 * Creates an array of this type.
	 * @param length the number of elements
	 * @return a Java array; elements of struct types that are not primitive in Java are
	 * filled with their default
	 */
	public Object newArray(int length) {
		Object array = Array.newInstance(componentClass(), length);
		if (array instanceof Object[] objects && this.element instanceof NamedType named) {
			Object defaultValue = named.definition().defaultValue();
			if (defaultValue != null) {
				java.util.Arrays.fill(objects, defaultValue);
			}
		}
		return array;
	}

	private Class<?> componentClass() {
		Class<?> boxed = this.element.javaClass();
		if (this.element.isNullableValue()) {
			return boxed;
		}
		return Primitives.unboxed(boxed);
	}

	@Override
	public ClrType substitute(Map<TypeParameter, ClrType> arguments) {
		return new ArrayType(this.element.substitute(arguments));
	}

	@Override
	public boolean isValueType() {
		return false;
	}

	@Override
	public String toString() {
		return displayName();
	}

}
