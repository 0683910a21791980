package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.KeyValuePair;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JObject.
 */
final class ObjectMembers {

	private ObjectMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("Newtonsoft.Json.Linq.JObject", JObject.class)
			.base("JContainer")
			.enumerates("KeyValuePair<string, JToken>", (JObject object) -> entries(object))
			.constructor("JObject()", () -> new JObject())
			.constructCall("JObject(JObject other)", ObjectMembers::copy)
			.constructCall("JObject(object content)", (in) -> new JObject(JsonBudget.content(in, 0)))
			.constructCall("JObject(params object[] content)", (in) -> new JObject(JsonBudget.content(in, 0)))
			.indexer("JToken this[string propertyName]",
					(JObject object, @Nullable String name) -> object.get(key(name)),
					(JObject object, @Nullable String name, @Nullable JToken value) -> object.set(key(name), value))
			.method("IEnumerable<JProperty> Properties()", (JObject object) -> object.properties())
			.method("JProperty Property(string name)",
					(JObject object, @Nullable String name) -> property(object, name))
			.method("JProperty Property(string name, StringComparison comparison)",
					(JObject object, @Nullable String name, EnumValue comparison) -> (name == null) ? null
							: object.property(name, ignoresCase(comparison)))
			.method("IEnumerable<JToken> PropertyValues()", (JObject object) -> values(object))
			.method("JToken GetValue(string propertyName)",
					(JObject object, @Nullable String name) -> (name == null) ? null : object.get(name))
			.method("JToken GetValue(string propertyName, StringComparison comparison)",
					(JObject object, @Nullable String name, EnumValue comparison) -> value(object, name, comparison))
			.method("bool TryGetValue(string propertyName, out JToken value)",
					(JObject object, @Nullable String name, Out<JToken> value) -> found(value,
							(name == null) ? null : object.get(name)))
			.method("bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)",
					(JObject object, @Nullable String name, EnumValue comparison, Out<JToken> value) -> found(value,
							value(object, name, comparison)))
			.method("bool ContainsKey(string propertyName)",
					(JObject object, @Nullable String name) -> object.containsKey(key(name)))
			.call("void Add(string propertyName, JToken value)", (in) -> {
				in.<JObject>argument(0).add(key(in.argument(1)), (JToken) JsonBudget.content(in, 2));
				return null;
			})
			.method("bool Remove(string propertyName)",
					(JObject object, @Nullable String name) -> object.remove(key(name)))
			.call("static JObject Parse(string json)", (in) -> JObject.parse(JsonBudget.text(in, 0)))
			.call("static JObject FromObject(object o)", ObjectMembers::fromObject)
			.call("JObject DeepClone()", (in) -> {
				JsonBudget.clone(in.evaluation(), in.<JObject>argument(0));
				return in.<JObject>argument(0).deepClone();
			});
	}

	private static JObject copy(Invocation in) {
		JObject other = in.argument(0);
		JsonBudget.clone(in.evaluation(), other);
		return (JObject) other.deepClone();
	}

	private static JObject fromObject(Invocation in) {
		Object value = in.arguments()[0];
		if (value == null) {
			throw ClrException.argumentNull("o");
		}
		return JObject.fromObject(value, in.evaluation());
	}

	static String key(@Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("propertyName");
		}
		return name;
	}

	private static @Nullable JProperty property(JObject object, @Nullable String name) {
		return (name == null) ? null : object.property(name);
	}

	private static boolean ignoresCase(EnumValue comparison) {
		return comparison.value() % 2 == 1;
	}

	private static @Nullable JToken value(JObject object, @Nullable String name, EnumValue comparison) {
		JProperty property = (name == null) ? null : object.property(name, ignoresCase(comparison));
		return (property != null) ? property.value() : null;
	}

	private static boolean found(Out<JToken> out, @Nullable JToken value) {
		out.set(value);
		return value != null;
	}

	private static List<JToken> values(JObject object) {
		List<JToken> values = new ArrayList<>(object.count());
		object.properties().forEach((property) -> values.add(property.value()));
		return values;
	}

	private static List<KeyValuePair> entries(JObject object) {
		List<KeyValuePair> entries = new ArrayList<>(object.count());
		object.properties().forEach((property) -> entries.add(new KeyValuePair(property.name(), property.value())));
		return entries;
	}

}
