package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code object}, {@code bool}, {@code T?}, {@code Enum} and {@code void}. There is no
 * {@code GetType()}: {@code System.Type} does not exist.
 */
final class ObjectTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("System.Object", Object.class)
			.constructor("Object()", () -> new Object())
			.method("string ToString()", (Object value) -> NetFormat.toString(value, null))
			.method("bool Equals(object obj)", (Object a, @Nullable Object b) -> Values.areEqual(a, b))
			.method("int GetHashCode()", Object::hashCode)
			.method("static bool Equals(object objA, object objB)",
					(@Nullable Object a, @Nullable Object b) -> Values.areEqual(a, b))
			.method("static bool ReferenceEquals(object objA, object objB)", ObjectTypes::same);
		types.defineStruct("System.Void", Void.class, 0);
		types.defineInterface("System.IDisposable", Object.class);
		types.defineInterface("System.IFormatProvider", Object.class);
		types.defineStruct("System.Boolean", Boolean.class, false)
			.constant("string TrueString", "True")
			.constant("string FalseString", "False")
			.method("static bool Parse(string value)", (@Nullable String text) -> parse(text))
			.method("static bool TryParse(string value, out bool result)",
					(@Nullable String text, Out<Boolean> result) -> tryParse(text, result))
			.method("int CompareTo(bool value)", Boolean::compareTo)
			.method("int CompareTo(object obj)", ObjectTypes::compareTo)
			.method("bool Equals(bool obj)", (Boolean a, Boolean b) -> a.equals(b));
		nullable(types);
		nullables(types);
		enums(types);
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean same(@Nullable Object a, @Nullable Object b) {
		return a == b;
	}

	static boolean parse(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("value");
		}
		Boolean value = read(text);
		if (value == null) {
			throw ClrException.format("String '" + text + "' was not recognized as a valid Boolean.");
		}
		return value;
	}

	private static @Nullable Boolean read(String text) {
		String trimmed = text.strip();
		return trimmed.equalsIgnoreCase("true") ? Boolean.TRUE
				: trimmed.equalsIgnoreCase("false") ? Boolean.FALSE : null;
	}

	private static boolean tryParse(@Nullable String text, Out<Boolean> result) {
		Boolean value = (text == null) ? null : read(text);
		result.set(value != null && value);
		return value != null;
	}

	private static void nullable(TypeRegistry types) {
		types.defineStruct("System.Nullable<T>", Object.class, 0)
			.property("bool HasValue", (@Nullable Object value) -> value != null)
			.property("T Value", (@Nullable Object value) -> {
				if (value == null) {
					throw ClrException.invalidOperation("Nullable object must have a value.");
				}
				return value;
			})
			.call("T GetValueOrDefault()",
					(in) -> (in.arguments()[0] != null) ? in.arguments()[0] : defaultValue(in.typeArgument(0)))
			.method("T GetValueOrDefault(T defaultValue)",
					(@Nullable Object value, Object other) -> (value != null) ? value : other)
			.method("string ToString()", (@Nullable Object value) -> NetFormat.toString(value, null))
			.method("string ToString(string format)",
					(@Nullable Object value, @Nullable String format) -> NetFormat.toString(value, format))
			.method("int GetHashCode()", (@Nullable Object value) -> (value == null) ? 0 : value.hashCode())
			.method("bool Equals(object other)",
					(@Nullable Object value, @Nullable Object other) -> Values.areEqual(value, other));
	}

	private static void nullables(TypeRegistry types) {
		types.defineStatic("System.Nullable")
			.method("static int Compare<T>(T? n1, T? n2)",
					(@Nullable Object a, @Nullable Object b) -> Ordering.natural().compare(a, b))
			.method("static bool Equals<T>(T? n1, T? n2)",
					(@Nullable Object a, @Nullable Object b) -> Values.areEqual(a, b));
	}

	private static int compareTo(Boolean self, @Nullable Object other) {
		if (other != null && !(other instanceof Boolean)) {
			throw ClrException.argument("Object must be of type Boolean.");
		}
		return (other instanceof Boolean flag) ? self.compareTo(flag) : 1;
	}

	static @Nullable Object defaultValue(ClrType type) {
		return (type instanceof NamedType named && !type.isNullableValue()) ? named.definition().defaultValue() : null;
	}

	private static void enums(TypeRegistry types) {
		types.define("System.ValueType", Object.class);
		types.define("System.Enum", EnumValue.class)
			.base("System.ValueType")
			.method("bool HasFlag(Enum flag)", EnumValue::has)
			.method("int CompareTo(object target)",
					(EnumValue a, @Nullable Object b) -> Long.compare(a.value(), ((EnumValue) required(b)).value()))
			.method("string ToString(string format)",
					(EnumValue value, @Nullable String format) -> NetFormat.toString(value, format))
			.call("static bool TryParse<TEnum>(string value, out TEnum result)", (in) -> tryParse(in, 1, false))
			.call("static bool TryParse<TEnum>(string value, bool ignoreCase, out TEnum result)",
					(in) -> tryParse(in, 2, in.<Boolean>argument(1)))
			.call("static TEnum Parse<TEnum>(string value)", (in) -> parse(in, false))
			.call("static TEnum Parse<TEnum>(string value, bool ignoreCase)",
					(in) -> parse(in, in.<Boolean>argument(1)));
		types.enumeration(StringComparisons.COMPARISON);
		types.enumeration(StringType.SPLIT_OPTIONS);
		types.enumeration(MathType.ROUNDING);
	}

	private static Object required(@Nullable Object value) {
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		return value;
	}

	private static @Nullable EnumValue find(Invocation in, boolean ignoreCase) {
		EnumDefinition definition = (in.typeArgument(0) instanceof NamedType named) ? named.definition().enumeration()
				: null;
		String text = in.<@Nullable String>argument(0);
		if (definition == null || text == null) {
			return null;
		}
		long bits = 0;
		for (String part : text.split(",", -1)) {
			EnumValue found = one(definition, part.strip(), ignoreCase);
			if (found == null) {
				return null;
			}
			bits |= found.value();
		}
		return definition.value(bits);
	}

	private static @Nullable EnumValue one(EnumDefinition definition, String name, boolean ignoreCase) {
		for (java.util.Map.Entry<String, EnumValue> member : definition.members().entrySet()) {
			if (ignoreCase ? member.getKey().equalsIgnoreCase(name) : member.getKey().equals(name)) {
				return member.getValue();
			}
		}
		return name.matches("-?\\d{1,18}") ? definition.value(Long.parseLong(name)) : null;
	}

	private static boolean tryParse(Invocation in, int out, boolean ignoreCase) {
		EnumValue found = find(in, ignoreCase);
		in.<Out<Object>>argument(out).set((found != null) ? found : defaultValue(in.typeArgument(0)));
		return found != null;
	}

	private static Object parse(Invocation in, boolean ignoreCase) {
		EnumValue found = find(in, ignoreCase);
		if (found == null) {
			throw ClrException.argument("Requested value '" + in.<@Nullable String>argument(0) + "' was not found.");
		}
		return found;
	}

}
