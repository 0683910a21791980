package io.selvage.gateway.expression.context;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code context.Variables}, and {@code GetValueOrDefault} on the dictionaries of the
 * context.
 */
final class VariablesType implements TypeModule {

	private final boolean missingIsNull;

	VariablesType(boolean missingIsNull) {
		this.missingIsNull = missingIsNull;
	}

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IVariables", Map.class)
			.implement("System.Collections.Generic.IReadOnlyDictionary<string, object>")
			.indexer("object this[string key]",
					(Map<String, @Nullable Object> map, @Nullable String key) -> get(map, key))
			.method("bool ContainsKey(string key)",
					(Map<String, @Nullable Object> map, @Nullable String key) -> map.containsKey(required(key)))
			.method("bool TryGetValue(string key, out object value)", VariablesType::tryGet)
			.method("object GetValueOrDefault(string key)",
					(Map<String, @Nullable Object> map, @Nullable String key) -> map.get(required(key)))
			.method("object GetValueOrDefault(string key, object defaultValue)", VariablesType::orDefault)
			.typed("T GetValueOrDefault<T>(string key)", VariablesType::cast)
			.typed("T GetValueOrDefault<T>(string key, T defaultValue)", VariablesType::castOrDefault);
		types.defineStatic("DictionaryExtensions")
			.method("static string GetValueOrDefault(this IReadOnlyDictionary<string, string> values, string key)",
					(Map<String, String> map, @Nullable String key) -> map.get(required(key)))
			.method("static string GetValueOrDefault(this IReadOnlyDictionary<string, string> values, string key, string defaultValue)",
					(Map<String, String> map, @Nullable String key,
							@Nullable String other) -> map.containsKey(required(key)) ? map.get(key) : other)
			.typed("static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> values, string key)",
					VariablesType::cast)
			.typed("static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> values, string key, T defaultValue)",
					VariablesType::castOrDefault)
			.call("static V GetValueOrDefault<K, V>(this IReadOnlyDictionary<K, V> values, K key)",
					(in) -> anyOrDefault(in, defaultValue(in.typeArgument(1))))
			.call("static V GetValueOrDefault<K, V>(this IReadOnlyDictionary<K, V> values, K key, V defaultValue)",
					(in) -> anyOrDefault(in, in.arguments()[2]));
	}

	private static String required(@Nullable String key) {
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		return key;
	}

	private @Nullable Object get(Map<String, @Nullable Object> map, @Nullable String key) {
		Object value = map.get(required(key));
		if (value == null && !this.missingIsNull && !map.containsKey(key)) {
			throw ClrException.keyNotFound(required(key));
		}
		return value;
	}

	private static boolean tryGet(Map<String, @Nullable Object> map, @Nullable String key, Out<Object> value) {
		value.set(map.get(required(key)));
		return map.containsKey(key);
	}

	private static @Nullable Object orDefault(Map<String, @Nullable Object> map, @Nullable String key,
			@Nullable Object other) {
		Object value = map.get(required(key));
		return (value != null) ? value : other;
	}

	private static @Nullable Object anyOrDefault(Invocation in, @Nullable Object other) {
		Map<?, ?> map = in.argument(0);
		Object key = in.arguments()[1];
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		return map.containsKey(key) ? map.get(key) : other;
	}

	private static Body cast(List<ClrType> typeArguments) {
		ClrType type = typeArguments.get(0);
		Object none = defaultValue(type);
		Predicate<Object> instance = instanceOf(type.withoutNullable());
		return (Body.F2<Map<String, @Nullable Object>, @Nullable String>) (map, key) -> checked(map.get(required(key)),
				none, instance, key, type);
	}

	private static Body castOrDefault(List<ClrType> typeArguments) {
		ClrType type = typeArguments.get(0);
		Predicate<Object> instance = instanceOf(type.withoutNullable());
		return (Body.F3<Map<String, @Nullable Object>, @Nullable String, @Nullable Object>) (map, key,
				other) -> checked(map.get(required(key)), other, instance, key, type);
	}

	private static @Nullable Object checked(@Nullable Object value, @Nullable Object other, Predicate<Object> instance,
			@Nullable String key, ClrType type) {
		if (value == null) {
			return other;
		}
		if (!instance.test(value)) {
			throw ClrException
				.invalidCast("Unable to cast the variable '" + key + "' to type '" + type.fullName() + "'.");
		}
		return value;
	}

	private static Predicate<Object> instanceOf(ClrType type) {
		EnumDefinition enumeration = (type instanceof NamedType named) ? named.definition().enumeration() : null;
		if (enumeration != null) {
			return (value) -> value instanceof EnumValue member && member.definition() == enumeration;
		}
		return type.javaClass()::isInstance;
	}

	static @Nullable Object defaultValue(ClrType type) {
		return (type instanceof NamedType named && !type.isNullableValue()) ? named.definition().defaultValue() : null;
	}

}
