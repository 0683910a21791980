package io.selvage.gateway.expression.types;

import java.math.BigDecimal;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The .NET names of types whose {@code ToString()} returns nothing else: arrays,
 * collections and plain objects. Type arguments do not exist at run time; the first
 * element stands for them.
 */
final class RuntimeNames {

	private static final String COLLECTIONS = "System.Collections.Generic.";

	private static final Map<Class<?>, String> NAMES = Map.ofEntries(Map.entry(boolean.class, "System.Boolean"),
			Map.entry(byte.class, "System.Byte"), Map.entry(char.class, "System.Char"),
			Map.entry(short.class, "System.Int16"), Map.entry(int.class, "System.Int32"),
			Map.entry(long.class, "System.Int64"), Map.entry(float.class, "System.Single"),
			Map.entry(double.class, "System.Double"), Map.entry(Boolean.class, "System.Boolean"),
			Map.entry(Byte.class, "System.Byte"), Map.entry(Character.class, "System.Char"),
			Map.entry(Short.class, "System.Int16"), Map.entry(Integer.class, "System.Int32"),
			Map.entry(Long.class, "System.Int64"), Map.entry(Float.class, "System.Single"),
			Map.entry(Double.class, "System.Double"), Map.entry(BigDecimal.class, "System.Decimal"),
			Map.entry(String.class, "System.String"), Map.entry(UUID.class, "System.Guid"),
			Map.entry(Object.class, "System.Object"));

	private RuntimeNames() {
	}

	/** The name of the type of a value, or null if the value has a text of its own. */
	static @Nullable String of(Object value) {
		Class<?> type = value.getClass();
		if (type.isArray()) {
			return array(type);
		}
		if (type == Object.class) {
			return "System.Object";
		}
		if (!type.getName().startsWith("java.util.") && !(value instanceof Map) && !(value instanceof Set)) {
			return null;
		}
		if (value instanceof Map<?, ?> map) {
			return COLLECTIONS + "Dictionary`2[" + first(map.keySet().iterator()) + "," + first(map.values().iterator())
					+ "]";
		}
		if (value instanceof Set<?> set) {
			return COLLECTIONS + "HashSet`1[" + first(set.iterator()) + "]";
		}
		if (value instanceof List<?> list) {
			return COLLECTIONS + "List`1[" + first(list.iterator()) + "]";
		}
		return (value instanceof Deque<?> queue) ? COLLECTIONS + "Queue`1[" + first(queue.iterator()) + "]" : null;
	}

	private static String first(Iterator<?> elements) {
		Object element = elements.hasNext() ? elements.next() : null;
		if (element == null) {
			return "System.Object";
		}
		return element.getClass().isArray() ? array(element.getClass()) : name(element.getClass());
	}

	private static String array(Class<?> array) {
		Class<?> element = array.getComponentType();
		return (element.isArray() ? array(element) : name(element)) + "[]";
	}

	private static String name(Class<?> type) {
		return NAMES.getOrDefault(type, "System." + type.getSimpleName());
	}

}
