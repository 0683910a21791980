package io.selvage.gateway.expression.types;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The C# keywords that are names of types.
 */
public final class Keywords {

	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("object", "System.Object"),
			Map.entry("string", "System.String"), Map.entry("bool", "System.Boolean"), Map.entry("char", "System.Char"),
			Map.entry("byte", "System.Byte"), Map.entry("sbyte", "System.SByte"), Map.entry("short", "System.Int16"),
			Map.entry("ushort", "System.UInt16"), Map.entry("int", "System.Int32"), Map.entry("uint", "System.UInt32"),
			Map.entry("long", "System.Int64"), Map.entry("ulong", "System.UInt64"), Map.entry("float", "System.Single"),
			Map.entry("double", "System.Double"), Map.entry("decimal", "System.Decimal"),
			Map.entry("void", "System.Void"));

	private static final Map<String, String> NAMES = invert();

	private Keywords() {
	}

	private static Map<String, String> invert() {
		Map<String, String> inverse = new HashMap<>();
		TYPES.forEach((keyword, type) -> inverse.put(type, keyword));
		return inverse;
	}

	/**
	 * Returns the type a keyword stands for.
	 * @param keyword for example {@code int}
	 * @return for example {@code System.Int32}, or null
	 */
	public static @Nullable String type(String keyword) {
		return TYPES.get(keyword);
	}

	/**
	 * Returns the keyword of a type.
	 * @param fullName for example {@code System.Int32}
	 * @return for example {@code int}, or null
	 */
	public static @Nullable String of(String fullName) {
		return NAMES.get(fullName);
	}

}
