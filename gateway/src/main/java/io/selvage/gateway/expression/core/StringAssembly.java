package io.selvage.gateway.expression.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code string} that take text apart and put it together.
 */
final class StringAssembly {

	/** A buffer that grows is copied to one twice as large, and once more at the end. */
	private static final long BYTES_PER_REPLACED = 8;

	private StringAssembly() {
	}

	static void register(TypeBuilder string) {
		string.call("string Replace(string oldValue, string newValue)", StringAssembly::replace)
			.method("string Replace(char oldChar, char newChar)",
					(String s, Character before, Character after) -> s.replace(before, after))
			.call("string[] Split(params char[] separator)",
					(in) -> splitChars(in, in.argument(1), Integer.MAX_VALUE, null))
			.call("string[] Split(char[] separator, int count)",
					(in) -> splitChars(in, in.argument(1), in.argument(2), null))
			.call("string[] Split(char[] separator, StringSplitOptions options)",
					(in) -> splitChars(in, in.argument(1), Integer.MAX_VALUE, in.argument(2)))
			.call("string[] Split(char[] separator, int count, StringSplitOptions options)",
					(in) -> splitChars(in, in.argument(1), in.argument(2), in.argument(3)))
			.call("string[] Split(char separator, StringSplitOptions options)",
					(in) -> splitChars(in, chars(in), Integer.MAX_VALUE, in.argument(2)))
			.call("string[] Split(char separator, int count)", (in) -> splitChars(in, chars(in), in.argument(2), null))
			.call("string[] Split(char separator, int count, StringSplitOptions options)",
					(in) -> splitChars(in, chars(in), in.argument(2), in.argument(3)))
			.call("string[] Split(string separator, int count, StringSplitOptions options = StringSplitOptions.None)",
					(in) -> splitTexts(in, texts(in), in.argument(2), in.argument(3)))
			.call("string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None)",
					(in) -> splitTexts(in, texts(in), Integer.MAX_VALUE, in.argument(2)))
			.call("string[] Split(string[] separator, StringSplitOptions options)",
					(in) -> splitTexts(in, in.argument(1), Integer.MAX_VALUE, in.argument(2)))
			.call("string[] Split(string[] separator, int count, StringSplitOptions options)",
					(in) -> splitTexts(in, in.argument(1), in.argument(2), in.argument(3)))
			.call("static string Join(string separator, params string[] value)", StringAssembly::join)
			.call("static string Join(string separator, params object[] values)", StringAssembly::join)
			.call("static string Join(string separator, IEnumerable<string> values)", StringAssembly::join)
			.call("static string Join<T>(string separator, IEnumerable<T> values)", StringAssembly::join)
			.call("static string Join(char separator, params string[] value)", StringAssembly::join)
			.call("static string Concat(object arg0)", (in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(object arg0, object arg1)", (in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(object arg0, object arg1, object arg2)",
					(in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(params object[] args)", (in) -> concat(in, Sequences.of(in.argument(0))))
			.call("static string Concat(string str0, string str1)", (in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(string str0, string str1, string str2)",
					(in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(string str0, string str1, string str2, string str3)",
					(in) -> concat(in, Arrays.asList(in.arguments())))
			.call("static string Concat(params string[] values)", (in) -> concat(in, Sequences.of(in.argument(0))))
			.call("static string Concat(IEnumerable<string> values)", (in) -> concat(in, Sequences.of(in.argument(0))))
			.call("static string Concat<T>(IEnumerable<T> values)", (in) -> concat(in, Sequences.of(in.argument(0))))
			.call("static string Format(string format, object arg0)",
					(in) -> StringType.format(in, new @Nullable Object[] { in.arguments()[1] }))
			.call("static string Format(string format, object arg0, object arg1)",
					(in) -> StringType.format(in, Arrays.copyOfRange(in.arguments(), 1, 3)))
			.call("static string Format(string format, object arg0, object arg1, object arg2)",
					(in) -> StringType.format(in, Arrays.copyOfRange(in.arguments(), 1, 4)))
			.call("static string Format(string format, params object[] args)", (in) -> {
				Object[] values = in.<@Nullable Object @Nullable []>argument(1);
				if (values == null) {
					throw ClrException.argumentNull("args");
				}
				return StringType.format(in, values);
			});
	}

	private static String replace(Invocation in) {
		String text = in.argument(0);
		String before = in.<@Nullable String>argument(1);
		String after = in.<@Nullable String>argument(2);
		if (before == null) {
			throw ClrException.argumentNull("oldValue");
		}
		if (before.isEmpty()) {
			throw ClrException.argument("String cannot be of zero length. (Parameter 'oldValue')");
		}
		String replacement = (after == null) ? "" : after;
		if (replacement.length() > before.length()) {
			long growth = (long) replacement.length() - before.length();
			long count = 0;
			for (int at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + before.length())) {
				count++;
			}
			long length = text.length() + count * growth;
			in.evaluation().produce(length);
			in.evaluation().allocate(BYTES_PER_REPLACED * length);
		}
		return text.replace(before, replacement);
	}

	private static char[] chars(Invocation in) {
		return new char[] { in.<Character>argument(1) };
	}

	private static @Nullable String[] texts(Invocation in) {
		return new @Nullable String[] { in.<@Nullable String>argument(1) };
	}

	private static String[] splitChars(Invocation in, char @Nullable [] separators, Integer count,
			@Nullable EnumValue options) {
		String text = in.argument(0);
		boolean blanks = separators == null || separators.length == 0;
		String chars = (separators == null) ? "" : new String(separators);
		Splitter splitter = new Splitter(in, count, options);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (blanks ? CharType.isWhiteSpace(c) : chars.indexOf(c) >= 0) {
				splitter.cut(i, 1);
			}
		}
		return splitter.result();
	}

	private static String[] splitTexts(Invocation in, @Nullable String @Nullable [] separators, Integer count,
			@Nullable EnumValue options) {
		String text = in.argument(0);
		boolean any = false;
		for (String separator : (separators == null) ? new @Nullable String[0] : separators) {
			any |= separator != null && !separator.isEmpty();
		}
		if (!any || separators == null) {
			boolean none = separators != null && separators.length == 1 && separators[0] != null;
			return none ? new Splitter(in, count, options).result() : splitChars(in, null, count, options);
		}
		Splitter splitter = new Splitter(in, count, options);
		int i = 0;
		while (i < text.length()) {
			int length = matchAt(text, i, separators);
			if (length > 0) {
				splitter.cut(i, length);
			}
			i += Math.max(1, length);
		}
		return splitter.result();
	}

	private static int matchAt(String text, int at, @Nullable String[] separators) {
		for (String separator : separators) {
			if (separator != null && !separator.isEmpty() && text.startsWith(separator, at)) {
				return separator.length();
			}
		}
		return 0;
	}

	private static final class Splitter {

		private static final int PARTS_PER_STEP = 256;

		/** The list is copied when it grows, and once more into an array. */
		private static final long BYTES_PER_PART = 24;

		private final Evaluation evaluation;

		private final String text;

		private final int count;

		private final boolean removeEmpty;

		private final boolean trim;

		private final List<String> parts = new ArrayList<>();

		private int start;

		Splitter(Invocation in, int count, @Nullable EnumValue options) {
			if (count < 0) {
				throw ClrException.argumentOutOfRange("count", "Count cannot be less than zero.");
			}
			this.evaluation = in.evaluation();
			this.text = in.argument(0);
			this.count = count;
			this.removeEmpty = options != null && (options.value() & 1) != 0;
			this.trim = options != null && (options.value() & 2) != 0;
		}

		void cut(int at, int length) {
			if (this.parts.size() + 1 < this.count) {
				add(this.text.substring(this.start, at));
				this.start = at + length;
			}
		}

		private void add(String part) {
			String value = this.trim ? part.strip() : part;
			if (!this.removeEmpty || !value.isEmpty()) {
				this.parts.add(value);
				if (this.parts.size() % PARTS_PER_STEP == 0) {
					this.evaluation.step(1);
					this.evaluation.allocate(BYTES_PER_PART * this.parts.size());
				}
			}
		}

		String[] result() {
			if (this.count > 0) {
				add(this.text.substring(this.start));
			}
			return this.parts.toArray(String[]::new);
		}

	}

	static String join(Invocation in) {
		Object values = in.arguments()[1];
		if (values == null) {
			throw ClrException.argumentNull("values");
		}
		return join(in, Sequences.of(values));
	}

	/** Joins by the separator that is the first argument. */
	static String join(Invocation in, Iterable<?> values) {
		String between = NetFormat.toString(in.arguments()[0], null);
		StringBuilder joined = new StringBuilder();
		boolean first = true;
		for (Object value : values) {
			String text = NetFormat.toString(value, null);
			in.evaluation().step(1);
			in.evaluation().produce((long) text.length() + (first ? 0 : between.length()));
			joined.append(first ? "" : between).append(text);
			first = false;
		}
		return joined.toString();
	}

	private static String concat(Invocation in, Iterable<@Nullable Object> values) {
		StringBuilder joined = new StringBuilder();
		for (Object value : values) {
			String text = NetFormat.toString(value, null);
			in.evaluation().produce(text.length());
			joined.append(text);
		}
		return joined.toString();
	}

}
