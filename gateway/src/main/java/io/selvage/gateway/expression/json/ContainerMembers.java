package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JContainer, JProperty, JConstructor and JsonMergeSettings.
 */
final class ContainerMembers {

	private ContainerMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("Newtonsoft.Json.Linq.JContainer", JContainer.class)
			.base("JToken")
			.intProperty("int Count", (JContainer container) -> container.count())
			.call("void Add(object content)", (in) -> {
				in.<JContainer>argument(0).add(JsonBudget.content(in, 1));
				return null;
			})
			.call("void AddFirst(object content)", (in) -> {
				in.<JContainer>argument(0).addFirst(JsonBudget.content(in, 1));
				return null;
			})
			.action("void RemoveAll()", (JContainer container) -> container.removeAll())
			.call("void ReplaceAll(object content)", (in) -> {
				in.<JContainer>argument(0).replaceAll(JsonBudget.content(in, 1));
				return null;
			})
			.method("IEnumerable<JToken> Descendants()", (JContainer container) -> container.descendants())
			.method("IEnumerable<JToken> DescendantsAndSelf()", (JContainer container) -> withDescendants(container))
			.call("void Merge(object content)", (in) -> merge(in, new JsonMergeSettings()))
			.call("void Merge(object content, JsonMergeSettings settings)", (in) -> merge(in, in.argument(2)));
		types.define("Newtonsoft.Json.Linq.JProperty", JProperty.class)
			.base("JContainer")
			.constructCall("JProperty(string name, object content)",
					(in) -> new JProperty(in.argument(0), JsonBudget.content(in, 1)))
			.constructCall("JProperty(string name, params object[] content)",
					(in) -> new JProperty(in.argument(0), JsonBudget.content(in, 1)))
			.property("string Name", (JProperty property) -> property.name())
			.property("JToken Value", (JProperty property) -> property.value(),
					(JProperty property, @Nullable JToken value) -> property.value(value));
		types.define("Newtonsoft.Json.Linq.JConstructor", JConstructor.class)
			.base("JContainer")
			.constructCall("JConstructor(string name)", (in) -> new JConstructor(in.argument(0), null))
			.constructCall("JConstructor(string name, params object[] content)",
					(in) -> new JConstructor(in.argument(0), JsonBudget.content(in, 1)))
			.property("string Name", (JConstructor constructor) -> constructor.name(),
					(JConstructor constructor, String name) -> constructor.name(name));
		types.define("Newtonsoft.Json.Linq.JsonMergeSettings", JsonMergeSettings.class)
			.constructor("JsonMergeSettings()", () -> new JsonMergeSettings())
			.property("MergeArrayHandling MergeArrayHandling",
					(JsonMergeSettings settings) -> JsonTypes.ARRAYS.value(settings.arrays().ordinal()),
					(JsonMergeSettings settings, EnumValue value) -> settings.arrays(arrays(value)))
			.property("MergeNullValueHandling MergeNullValueHandling",
					(JsonMergeSettings settings) -> JsonTypes.NULLS.value(settings.mergeNulls() ? 1 : 0),
					(JsonMergeSettings settings, EnumValue value) -> settings.mergeNulls(value.value() == 1));
	}

	private static List<JToken> withDescendants(JContainer container) {
		List<JToken> all = new ArrayList<>();
		all.add(container);
		all.addAll(container.descendants());
		return all;
	}

	private static @Nullable Object merge(Invocation in, @Nullable JsonMergeSettings settings) {
		Object content = in.argument(1);
		if (content instanceof JToken token) {
			JsonBudget.clone(in.evaluation(), token);
		}
		in.<JContainer>argument(0)
			.merge((content != null) ? JsonSerializer.toToken(content, in.evaluation()) : null,
					(settings != null) ? settings : new JsonMergeSettings());
		return null;
	}

	static JsonMergeSettings.ArrayHandling arrays(EnumValue value) {
		return JsonMergeSettings.ArrayHandling.values()[(int) value.value()];
	}

}
