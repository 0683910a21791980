package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JsonConvert that expressions may use.
 */
final class SerializerMembers {

	private SerializerMembers() {
	}

	static void register(TypeRegistry types) {
		types.defineStatic("Newtonsoft.Json.JsonConvert")
			.call("static string SerializeObject(object value)", (in) -> serialize(in, Formatting.NONE))
			.call("static string SerializeObject(object value, Formatting formatting)",
					(in) -> serialize(in, JsonTypes.formatting(in.<EnumValue>argument(1))))
			.call("static object DeserializeObject(string value)", (in) -> untyped(JsonBudget.text(in, 0)))
			.call("static T DeserializeObject<T>(string value)",
					(in) -> typed(JsonBudget.text(in, 0), in.typeArgument(0)));
	}

	private static String serialize(Invocation in, Formatting formatting) {
		return JsonBudget.text(in.evaluation(), JsonSerializer.toToken(in.argument(0), in.evaluation()), formatting);
	}

	private static @Nullable Object untyped(@Nullable String json) {
		JToken token = token(json);
		return (token instanceof JValue value) ? value.value() : token;
	}

	private static @Nullable Object typed(@Nullable String json, ClrType target) {
		JToken token = token(json);
		return JsonBinder.bind((token != null) ? token : JValue.nullValue(), target);
	}

	private static @Nullable JToken token(@Nullable String json) {
		if (json == null) {
			throw ClrException.argumentNull("value");
		}
		return json.isBlank() ? null : JToken.parse(json);
	}

}
