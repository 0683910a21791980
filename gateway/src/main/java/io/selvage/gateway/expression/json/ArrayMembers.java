package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JArray.
 */
final class ArrayMembers {

	private ArrayMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("Newtonsoft.Json.Linq.JArray", JArray.class)
			.base("JContainer")
			.constructor("JArray()", () -> new JArray())
			.constructCall("JArray(JArray other)", ArrayMembers::copy)
			.constructCall("JArray(object content)", (in) -> new JArray(JsonBudget.content(in, 0)))
			.constructCall("JArray(params object[] content)", (in) -> new JArray(JsonBudget.content(in, 0)))
			.indexer("JToken this[int index]", (JArray array, Integer index) -> array.get(index.intValue()),
					(JArray array, Integer index, @Nullable JToken value) -> array.set(index.intValue(), value))
			.call("void Add(JToken item)", (in) -> {
				in.<JArray>argument(0).add(JsonBudget.content(in, 1));
				return null;
			})
			.call("void Insert(int index, JToken item)", (in) -> {
				in.<JArray>argument(0).insertAt(in.<Integer>argument(1), (JToken) JsonBudget.content(in, 2));
				return null;
			})
			.action("void Clear()", (JArray array) -> array.removeAll())
			.action("void RemoveAt(int index)", (JArray array, Integer index) -> array.removeAt(index))
			.method("bool Remove(JToken item)", (JArray array, @Nullable JToken item) -> array.remove(item))
			.method("bool Contains(JToken item)",
					(JArray array, @Nullable JToken item) -> array.indexOfValue(item) >= 0)
			.method("int IndexOf(JToken item)", (JArray array, @Nullable JToken item) -> array.indexOfValue(item))
			.action("void CopyTo(JToken[] array, int arrayIndex)",
					(JArray array, JToken[] target, Integer index) -> System
						.arraycopy(array.children().toArray(new JToken[0]), 0, target, index, array.count()))
			.property("bool IsReadOnly", (JArray array) -> false)
			.call("static JArray Parse(string json)", (in) -> JArray.parse(JsonBudget.text(in, 0)))
			.call("static JArray FromObject(object o)", (in) -> asArray(TokenMembers.fromObject(in)))
			.call("JArray DeepClone()", (in) -> {
				JsonBudget.clone(in.evaluation(), in.<JArray>argument(0));
				return in.<JArray>argument(0).deepClone();
			});
	}

	private static JArray copy(Invocation in) {
		JArray other = in.argument(0);
		JsonBudget.clone(in.evaluation(), other);
		return (JArray) other.deepClone();
	}

	private static JArray asArray(JToken token) {
		if (token instanceof JArray array) {
			return array;
		}
		throw JContainer.argument("The value serializes to something else than a JSON array.");
	}

}
