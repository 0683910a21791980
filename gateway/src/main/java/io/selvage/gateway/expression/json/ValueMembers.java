package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JValue and JRaw.
 */
final class ValueMembers {

	private ValueMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder value = types.define("Newtonsoft.Json.Linq.JValue", JValue.class).base("JToken");
		for (String type : new String[] { "object", "string", "bool", "char", "int", "long", "ulong", "float", "double",
				"decimal", "DateTime", "DateTimeOffset", "TimeSpan", "Guid", "Uri" }) {
			value.constructor("JValue(" + type + " value)", (@Nullable Object content) -> of(content));
		}
		value.constructor("JValue(JValue other)", (JValue other) -> other.deepClone())
			.property("object Value", (JValue self) -> self.value(),
					(JValue self, @Nullable Object content) -> self.value(content))
			.method("static JValue CreateComment(string value)", (@Nullable String text) -> JValue.comment(text))
			.method("static JValue CreateString(string value)", (@Nullable String text) -> new JValue(text))
			.method("static JValue CreateNull()", () -> JValue.nullValue())
			.method("static JValue CreateUndefined()", () -> JValue.undefined())
			.method("string ToString(string format)", (JValue self, @Nullable String format) -> self.format(format))
			.method("int CompareTo(JValue obj)", (JValue self, @Nullable JValue other) -> self.compareTo(other))
			.method("bool Equals(JValue other)", (JValue self, @Nullable JValue other) -> self.equals(other));
		types.define("Newtonsoft.Json.Linq.JRaw", JRaw.class)
			.base("JValue")
			.constructor("JRaw(object rawJson)", (@Nullable Object rawJson) -> new JRaw(rawJson));
	}

	private static JToken of(@Nullable Object content) {
		return (content instanceof JToken token) ? token : new JValue(content);
	}

}
