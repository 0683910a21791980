package io.selvage.gateway.expression.types;

import java.util.Map;

/**
 * The .NET names of arrays, which is what their {@code ToString()} returns.
 */
final class ArrayNames {

	private static final Map<Class<?>, String> ELEMENTS = Map.of(boolean.class, "System.Boolean", byte.class,
			"System.Byte", char.class, "System.Char", short.class, "System.Int16", int.class, "System.Int32",
			long.class, "System.Int64", float.class, "System.Single", double.class, "System.Double", String.class,
			"System.String");

	private ArrayNames() {
	}

	static String of(Class<?> array) {
		Class<?> element = array.getComponentType();
		return (element.isArray() ? of(element) : ELEMENTS.getOrDefault(element, "System." + element.getSimpleName()))
				+ "[]";
	}

}
