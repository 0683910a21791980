package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the extension methods of Newtonsoft.Json.Linq.Extensions.
 */
final class SequenceExtensions {

	private SequenceExtensions() {
	}

	static void register(TypeRegistry types) {
		types.defineStatic("Newtonsoft.Json.Linq.Extensions")
			.call("static U Value<U>(this IEnumerable<JToken> value)", (in) -> convert(in, in.typeArgument(0)))
			.call("static U Value<T, U>(this IEnumerable<T> value)", (in) -> convert(in, in.typeArgument(1)))
			.call("static IEnumerable<JToken> Values(this IEnumerable<JToken> source)", (in) -> values(in, null, null))
			.call("static IEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)",
					(in) -> values(in, in.argument(1), null))
			.call("static IEnumerable<U> Values<U>(this IEnumerable<JToken> source)",
					(in) -> values(in, null, in.typeArgument(0)))
			.call("static IEnumerable<U> Values<U>(this IEnumerable<JToken> source, object key)",
					(in) -> values(in, in.argument(1), in.typeArgument(0)))
			.call("static IEnumerable<JToken> Children<T>(this IEnumerable<T> source)",
					(in) -> collect(in, JToken::children))
			.call("static IEnumerable<U> Children<T, U>(this IEnumerable<T> source)",
					(in) -> castAll(collect(in, JToken::children), in.typeArgument(1)))
			.call("static IEnumerable<JProperty> Properties(this IEnumerable<JObject> source)",
					(in) -> collect(in, JToken::children))
			.call("static IEnumerable<JToken> Ancestors<T>(this IEnumerable<T> source)",
					(in) -> collect(in, JToken::ancestors))
			.call("static IEnumerable<JToken> AncestorsAndSelf<T>(this IEnumerable<T> source)",
					(in) -> collect(in, (token) -> joined(token, token.ancestors())))
			.call("static IEnumerable<JToken> Descendants<T>(this IEnumerable<T> source)",
					(in) -> collect(in, SequenceExtensions::descendants))
			.call("static IEnumerable<JToken> DescendantsAndSelf<T>(this IEnumerable<T> source)",
					(in) -> collect(in, (token) -> joined(token, descendants(token))))
			.call("static IEnumerable<JToken> AsJEnumerable(this IEnumerable<JToken> source)", (in) -> in.argument(0));
	}

	private static @Nullable Object convert(Invocation in, ClrType target) {
		Object value = in.argument(0);
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		if (!(value instanceof JToken token)) {
			throw ClrException.argument("Source value must be a JToken.");
		}
		return JsonBinder.cast(token, target);
	}

	private static List<JToken> descendants(JToken token) {
		return (token instanceof JContainer container) ? container.descendants() : List.of();
	}

	private static List<JToken> joined(JToken token, List<JToken> others) {
		List<JToken> all = new ArrayList<>();
		all.add(token);
		all.addAll(others);
		return all;
	}

	private static List<JToken> collect(Invocation in, Function<JToken, List<JToken>> part) {
		List<JToken> all = new ArrayList<>();
		for (Object item : Sequences.of(in.argument(0))) {
			if (item instanceof JToken token) {
				List<JToken> found = part.apply(token);
				in.evaluation().step(1 + found.size() / 16);
				all.addAll(found);
			}
		}
		return all;
	}

	private static List<@Nullable Object> castAll(List<JToken> tokens, ClrType target) {
		List<@Nullable Object> all = new ArrayList<>(tokens.size());
		tokens.forEach((token) -> all.add(JsonBinder.cast(token, target)));
		return all;
	}

	private static List<@Nullable Object> values(Invocation in, @Nullable Object key, @Nullable ClrType target) {
		List<@Nullable Object> all = new ArrayList<>();
		for (Object item : Sequences.of(in.argument(0))) {
			in.evaluation().step(1);
			if (!(item instanceof JToken token)) {
				continue;
			}
			if (key != null) {
				JToken child = token.get(key);
				if (child != null) {
					all.add((target != null) ? JsonBinder.cast(child, target) : child);
				}
			}
			else {
				List<JToken> children = (token instanceof JValue) ? List.of(token) : token.children();
				children.forEach((child) -> all.add((target != null) ? JsonBinder.cast(child, target) : child));
			}
		}
		return all;
	}

}
