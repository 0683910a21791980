package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.Text.RegularExpressions.Regex.
 */
final class RegexMembers {

	private static final EnumDefinition OPTIONS = EnumDefinition.flags("System.Text.RegularExpressions.RegexOptions",
			"None = 0, IgnoreCase = 1, Multiline = 2, ExplicitCapture = 4, Compiled = 8, Singleline = 16, "
					+ "IgnorePatternWhitespace = 32, RightToLeft = 64, ECMAScript = 256, CultureInvariant = 512");

	private RegexMembers() {
	}

	static void register(TypeRegistry types, RegexCache cache) {
		types.enumeration(OPTIONS);
		types.delegate("System.Text.RegularExpressions.MatchEvaluator", "string Invoke(Match match)");
		types.exception("System.Text.RegularExpressions.RegexMatchTimeoutException", "System.Exception");
		TypeBuilder type = types.define("System.Text.RegularExpressions.Regex", NetRegex.class);
		type.constructCall("Regex(string pattern)", (in) -> cache.get(in.argument(0), 0, in.evaluation()))
			.constructCall("Regex(string pattern, RegexOptions options)",
					(in) -> cache.get(in.argument(0), bits(in.argument(1)), in.evaluation()))
			.constructCall("Regex(string pattern, RegexOptions options, TimeSpan matchTimeout)",
					(in) -> cache.get(in.argument(0), bits(in.argument(1)), in.evaluation()))
			.property("RegexOptions Options", (NetRegex regex) -> OPTIONS.value(regex.options()))
			.method("string ToString()", (NetRegex regex) -> regex.toString())
			.method("static string Unescape(string str)", (@Nullable String text) -> unescape(text));
		instance(type);
		statics(type, cache);
	}

	private static void instance(TypeBuilder type) {
		type.call("bool IsMatch(string input)", (in) -> self(in).match(in.argument(1), 0, in.evaluation()).success())
			.call("bool IsMatch(string input, int startat)",
					(in) -> self(in).match(in.argument(1), in.<Integer>argument(2), in.evaluation()).success())
			.call("Match Match(string input)", (in) -> self(in).match(in.argument(1), 0, in.evaluation()))
			.call("Match Match(string input, int startat)",
					(in) -> self(in).match(in.argument(1), in.<Integer>argument(2), in.evaluation()))
			.call("MatchCollection Matches(string input)",
					(in) -> new RegexMatches(self(in).matches(in.argument(1), 0, in.evaluation())))
			.call("MatchCollection Matches(string input, int startat)",
					(in) -> new RegexMatches(
							self(in).matches(in.argument(1), in.<Integer>argument(2), in.evaluation())))
			.call("string Replace(string input, string replacement)", (in) -> replace(in, self(in), 1, 2, -1, 0))
			.call("string Replace(string input, string replacement, int count)",
					(in) -> replace(in, self(in), 1, 2, in.<Integer>argument(3), 0))
			.call("string Replace(string input, string replacement, int count, int startat)",
					(in) -> replace(in, self(in), 1, 2, in.<Integer>argument(3), in.<Integer>argument(4)))
			.call("string Replace(string input, MatchEvaluator evaluator)", (in) -> evaluate(in, self(in), 1, 2, -1, 0))
			.call("string Replace(string input, MatchEvaluator evaluator, int count)",
					(in) -> evaluate(in, self(in), 1, 2, in.<Integer>argument(3), 0))
			.call("string[] Split(string input)", (in) -> split(in, self(in), 1, 0))
			.call("string[] Split(string input, int count)", (in) -> split(in, self(in), 1, in.<Integer>argument(2)));
	}

	private static void statics(TypeBuilder type, RegexCache cache) {
		for (String last : new String[] { "", ", RegexOptions options",
				", RegexOptions options, TimeSpan matchTimeout" }) {
			type.call("static bool IsMatch(string input, string pattern" + last + ")",
					(in) -> shared(in, cache, 2).match(in.argument(0), 0, in.evaluation()).success())
				.call("static Match Match(string input, string pattern" + last + ")",
						(in) -> shared(in, cache, 2).match(in.argument(0), 0, in.evaluation()))
				.call("static MatchCollection Matches(string input, string pattern" + last + ")",
						(in) -> new RegexMatches(shared(in, cache, 2).matches(in.argument(0), 0, in.evaluation())))
				.call("static string Replace(string input, string pattern, string replacement" + last + ")",
						(in) -> replace(in, shared(in, cache, 3), 0, 2, -1, 0))
				.call("static string Replace(string input, string pattern, MatchEvaluator evaluator" + last + ")",
						(in) -> evaluate(in, shared(in, cache, 3), 0, 2, -1, 0))
				.call("static string[] Split(string input, string pattern" + last + ")",
						(in) -> split(in, shared(in, cache, 2), 0, 0));
		}
	}

	private static NetRegex self(Invocation in) {
		return in.argument(0);
	}

	private static NetRegex shared(Invocation in, RegexCache cache, int options) {
		int bits = (in.arguments().length > options) ? bits(in.<EnumValue>argument(options)) : 0;
		String pattern = in.argument(1);
		return cache.get(pattern, bits, in.evaluation());
	}

	private static int bits(EnumValue options) {
		return (int) options.value();
	}

	private static String replace(Invocation in, NetRegex regex, int input, int replacement, int count, int start) {
		String text = in.argument(replacement);
		return regex.replace(in.<@Nullable String>argument(input), text, count, start, in.evaluation());
	}

	private static String evaluate(Invocation in, NetRegex regex, int input, int evaluator, int count, int start) {
		Delegate function = in.argument(evaluator);
		if (function == null) {
			throw ClrException.argumentNull("evaluator");
		}
		NetRegex.Evaluator replacement = (match, text) -> text.append(NetFormat.toString(function.invoke(match), null));
		return regex.replace(in.<@Nullable String>argument(input), replacement, count, start, in.evaluation());
	}

	private static String[] split(Invocation in, NetRegex regex, int input, int count) {
		return regex.split(in.argument(input), count, 0, in.evaluation()).toArray(new String[0]);
	}

	private static String unescape(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("str");
		}
		return NetRegex.unescape(text);
	}

}
