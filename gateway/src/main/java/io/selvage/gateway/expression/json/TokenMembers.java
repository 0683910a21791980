package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of JToken.
 */
final class TokenMembers {

	private TokenMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder token = types.define("Newtonsoft.Json.Linq.JToken", JToken.class);
		TokenConversions.declare(token);
		token.implement("IEnumerable<JToken>")
			.property("JContainer Parent", (JToken self) -> self.parent())
			.property("JToken Root", (JToken self) -> self.root())
			.property("JTokenType Type", (JToken self) -> JsonTypes.TYPE.value(self.type().ordinal()))
			.property("bool HasValues", (JToken self) -> self.hasValues())
			.property("JToken Next", (JToken self) -> self.next())
			.property("JToken Previous", (JToken self) -> self.previous())
			.property("JToken First", (JToken self) -> self.first())
			.property("JToken Last", (JToken self) -> self.last())
			.property("string Path", (JToken self) -> self.path())
			.indexer("JToken this[object key]", (JToken self, @Nullable Object key) -> self.get(key),
					(JToken self, @Nullable Object key, @Nullable JToken value) -> self.set(key, value))
			.method("IEnumerable<JToken> Children()", (JToken self) -> self.children())
			.call("IEnumerable<T> Children<T>()", (in) -> ofType(in, TokenMembers.<JToken>receiver(in).children()))
			.call("IEnumerable<T> Values<T>()", TokenMembers::values)
			.call("T Value<T>(object key)", TokenMembers::value)
			.method("IEnumerable<JToken> Ancestors()", (JToken self) -> self.ancestors())
			.method("IEnumerable<JToken> AncestorsAndSelf()", (JToken self) -> withSelf(self, self.ancestors()))
			.method("IEnumerable<JToken> AfterSelf()", (JToken self) -> self.afterSelf())
			.method("IEnumerable<JToken> BeforeSelf()", (JToken self) -> self.beforeSelf())
			.call("void AddAfterSelf(object content)", (in) -> {
				TokenMembers.<JToken>receiver(in).addAfterSelf(JsonBudget.content(in, 1));
				return null;
			})
			.call("void AddBeforeSelf(object content)", (in) -> {
				TokenMembers.<JToken>receiver(in).addBeforeSelf(JsonBudget.content(in, 1));
				return null;
			})
			.call("void Replace(JToken value)", (in) -> {
				TokenMembers.<JToken>receiver(in).replace((JToken) JsonBudget.content(in, 1));
				return null;
			})
			.action("void Remove()", (JToken self) -> self.remove())
			.call("JToken DeepClone()", (in) -> {
				JToken self = receiver(in);
				JsonBudget.clone(in.evaluation(), self);
				return self.deepClone();
			})
			.call("string ToString()", (in) -> text(in, Formatting.INDENTED))
			.call("string ToString(Formatting formatting)",
					(in) -> text(in, JsonTypes.formatting(in.<EnumValue>argument(1))))
			.call("JToken SelectToken(string path)", (in) -> selectOne(in, false))
			.call("JToken SelectToken(string path, bool errorWhenNoMatch)",
					(in) -> selectOne(in, in.<Boolean>argument(2)))
			.call("IEnumerable<JToken> SelectTokens(string path)", (in) -> select(in, false))
			.call("IEnumerable<JToken> SelectTokens(string path, bool errorWhenNoMatch)",
					(in) -> select(in, in.<Boolean>argument(2)))
			.call("T ToObject<T>()", (in) -> JsonBinder.bind(receiver(in), in.typeArgument(0)))
			.call("static JToken Parse(string json)", (in) -> JToken.parse(JsonBudget.text(in, 0)))
			.call("static JToken FromObject(object o)", TokenMembers::fromObject)
			.method("static bool DeepEquals(JToken t1, JToken t2)",
					(@Nullable JToken one, @Nullable JToken other) -> JToken.deepEquals(one, other));
	}

	@SuppressWarnings("TypeParameterUnusedInFormals")
	private static <T extends JToken> T receiver(Invocation in) {
		return in.argument(0);
	}

	static JToken fromObject(Invocation in) {
		Object value = in.arguments()[0];
		if (value == null) {
			throw ClrException.argumentNull("o");
		}
		return JToken.fromObject(value, in.evaluation());
	}

	private static List<JToken> withSelf(JToken token, List<JToken> others) {
		List<JToken> all = new ArrayList<>(others.size() + 1);
		all.add(token);
		all.addAll(others);
		return all;
	}

	private static String text(Invocation in, Formatting formatting) {
		JToken token = receiver(in);
		if (token instanceof JValue && formatting == Formatting.INDENTED && in.arguments().length == 1) {
			return token.toString();
		}
		return JsonBudget.text(in.evaluation(), token, formatting);
	}

	private static @Nullable JToken selectOne(Invocation in, boolean strict) {
		String path = in.argument(1);
		JsonPath compiled = JsonPath.compile(path);
		in.evaluation().step(1);
		return compiled.selectOne(receiver(in), strict, in.evaluation());
	}

	private static List<JToken> select(Invocation in, boolean strict) {
		String path = in.argument(1);
		in.evaluation().step(1);
		return JsonPath.compile(path).select(receiver(in), strict, in.evaluation());
	}

	static List<Object> ofType(Invocation in, List<JToken> tokens) {
		Class<?> wanted = in.typeArgument(0).javaClass();
		List<Object> found = new ArrayList<>();
		for (JToken token : tokens) {
			if (wanted.isInstance(token)) {
				found.add(token);
			}
		}
		return found;
	}

	private static List<@Nullable Object> values(Invocation in) {
		List<@Nullable Object> values = new ArrayList<>();
		JToken token = receiver(in);
		if (token instanceof JValue) {
			throw ClrException.invalidOperation("Cannot access child values on Newtonsoft.Json.Linq.JValue.");
		}
		token.children().forEach((child) -> values.add(JsonBinder.cast(child, in.typeArgument(0))));
		return values;
	}

	private static @Nullable Object value(Invocation in) {
		JToken token = receiver(in);
		Object key = in.argument(1);
		return JsonBinder.cast(token.get(key), in.typeArgument(0));
	}

}
