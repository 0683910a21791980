package io.selvage.gateway.expression.types;

import java.util.Map;

/**
 * The Java classes whose arrays are primitive.
 */
final class Primitives {

	private static final Map<Class<?>, Class<?>> UNBOXED = Map.of(Boolean.class, boolean.class, Byte.class, byte.class,
			Character.class, char.class, Short.class, short.class, Integer.class, int.class, Long.class, long.class,
			Float.class, float.class, Double.class, double.class);

	private Primitives() {
	}

	static Class<?> unboxed(Class<?> type) {
		return UNBOXED.getOrDefault(type, type);
	}

}
