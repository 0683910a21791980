package io.selvage.gateway.expression.json;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.NamedType;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens into values of a .NET type: what {@code Value<T>} and {@code ToObject<T>}
 * do.
 */
final class JsonBinder {

	private JsonBinder() {
	}

	/**
	 * Converts as {@code Value<T>} does.
	 * @param token the token, or null
	 * @param target the type
	 * @return the value; the type's default for no token
	 */
	static @Nullable Object cast(@Nullable JToken token, ClrType target) {
		if (token == null) {
			return defaultOf(target);
		}
		if (target.javaClass().isInstance(token)) {
			return token;
		}
		if (!(token instanceof JValue value)) {
			throw ClrException
				.invalidCast("Cannot cast " + JsonContent.className(token) + " to " + target.displayName() + ".");
		}
		Object content = value.value();
		ClrType type = target.withoutNullable();
		if (content == null) {
			if (target.isNullableValue() || !type.isValueType()) {
				return null;
			}
			throw ClrException.invalidCast("Null object cannot be converted to a value type.");
		}
		if (type.is("System.String")) {
			return NetFormat.toString(content, null);
		}
		if (type.javaClass().isInstance(content)) {
			return content;
		}
		try {
			Object converted = JsonPrimitives.convert(value, type, false);
			if (converted != null) {
				return converted;
			}
		}
		catch (ClrException ex) {
			if (!ex.type().equals("System.ArgumentException")) {
				throw ex;
			}
		}
		throw ClrException.invalidCast("Invalid cast from '" + value.type() + "' to '" + type.displayName() + "'.");
	}

	private static @Nullable Object defaultOf(ClrType type) {
		return (!type.isNullableValue() && type instanceof NamedType named) ? named.definition().defaultValue() : null;
	}

	/**
	 * Converts as {@code ToObject<T>} does.
	 * @param token the token
	 * @param target the type
	 * @return the value
	 */
	static @Nullable Object bind(JToken token, ClrType target) {
		if (target.is("System.Object")) {
			return (token instanceof JValue value) ? value.value() : token;
		}
		if (target.javaClass().isInstance(token)) {
			return token;
		}
		if (JsonConversion.isNull(token) && (target.isNullableValue() || !target.isValueType())) {
			return null;
		}
		ClrType type = target.withoutNullable();
		Object primitive = JsonPrimitives.convert(token, type, true);
		if (primitive != null) {
			return primitive;
		}
		if (type instanceof ArrayType array && token instanceof JArray items) {
			return array(items, array);
		}
		if (type instanceof NamedType named) {
			return named(token, named);
		}
		throw cannotBind(token, target);
	}

	private static @Nullable Object named(JToken token, NamedType type) {
		EnumDefinition enumeration = type.definition().enumeration();
		if (enumeration != null && token instanceof JValue value) {
			return constant(enumeration, value);
		}
		List<ClrType> arguments = type.typeArguments();
		if (token instanceof JObject object && arguments.size() == 2
				&& type.definition().name().endsWith("Dictionary")) {
			return dictionary(object, arguments.get(1));
		}
		if (token instanceof JArray items && arguments.size() == 1) {
			List<@Nullable Object> list = list(items, arguments.get(0));
			return type.definition().name().endsWith("Set") ? new LinkedHashSet<>(list) : list;
		}
		throw cannotBind(token, type);
	}

	private static EnumValue constant(EnumDefinition enumeration, JValue value) {
		if (value.type() == JTokenType.INTEGER) {
			return enumeration.value(JsonConversion.toLong(value));
		}
		for (Map.Entry<String, EnumValue> member : enumeration.members().entrySet()) {
			if (member.getKey().equalsIgnoreCase(value.toString())) {
				return member.getValue();
			}
		}
		throw new ClrException("Newtonsoft.Json.JsonSerializationException",
				"Error converting value \"" + value + "\" to type '" + enumeration.fullName() + "'.");
	}

	private static Map<Object, @Nullable Object> dictionary(JObject object, ClrType valueType) {
		Map<Object, @Nullable Object> map = new LinkedHashMap<>();
		object.properties().forEach((property) -> map.put(property.name(), bind(property.value(), valueType)));
		return map;
	}

	private static List<@Nullable Object> list(JArray items, ClrType elementType) {
		List<@Nullable Object> list = new ArrayList<>(items.count());
		items.children().forEach((item) -> list.add(bind(item, elementType)));
		return list;
	}

	private static Object array(JArray items, ArrayType type) {
		List<@Nullable Object> list = list(items, type.element());
		Object array = type.newArray(list.size());
		for (int i = 0; i < list.size(); i++) {
			Array.set(array, i, list.get(i));
		}
		return array;
	}

	private static ClrException cannotBind(JToken token, ClrType target) {
		return new ClrException("Newtonsoft.Json.JsonSerializationException",
				"Cannot deserialize JSON of the kind " + token.type() + " into type '" + target.fullName() + "'.");
	}

}
