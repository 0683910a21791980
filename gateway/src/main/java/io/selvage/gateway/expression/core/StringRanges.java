package io.selvage.gateway.expression.core;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code string} that work on parts of texts: from an index, so many
 * characters.
 */
final class StringRanges {

	private StringRanges() {
	}

	static void register(TypeBuilder string) {
		search(string);
		comparison(string);
		string
			.call("static string Join(string separator, string[] value, int startIndex, int count)", StringRanges::join)
			.call("static string Join(char separator, string[] value, int startIndex, int count)", StringRanges::join)
			.call("static string Join(char separator, params object[] values)", StringAssembly::join)
			.call("static string Join<T>(char separator, IEnumerable<T> values)", StringAssembly::join)
			.call("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)",
					StringRanges::copyTo)
			.call("string Replace(string oldValue, string newValue, StringComparison comparisonType)",
					StringRanges::replace)
			.method("string Trim(char trimChar)",
					(String s, Character c) -> Trimming.trim(s, true, true, new char[] { c }))
			.method("string TrimStart()", (String s) -> Trimming.trim(s, true, false, new char[0]))
			.method("string TrimStart(char trimChar)",
					(String s, Character c) -> Trimming.trim(s, true, false, new char[] { c }))
			.method("string TrimEnd()", (String s) -> Trimming.trim(s, false, true, new char[0]))
			.method("string TrimEnd(char trimChar)",
					(String s, Character c) -> Trimming.trim(s, false, true, new char[] { c }))
			.call("string Normalize()", (in) -> {
				in.evaluation().step(1 + in.<String>argument(0).length() / 64);
				return Normalizer.normalize(in.<String>argument(0), Normalizer.Form.NFC);
			})
			.method("bool IsNormalized()", (String s) -> Normalizer.isNormalized(s, Normalizer.Form.NFC));
	}

	private static void search(TypeBuilder string) {
		string
			.method("int IndexOf(char value, StringComparison comparisonType)",
					(String s, Character c, EnumValue how) -> StringComparisons.indexOf(s, c.toString(), 0, how))
			.method("bool Contains(char value, StringComparison comparisonType)",
					(String s, Character c, EnumValue how) -> StringComparisons.indexOf(s, c.toString(), 0, how) >= 0)
			.method("int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)",
					StringRanges::indexOf)
			.method("int IndexOfAny(char[] anyOf, int startIndex, int count)",
					(String s, char[] chars, Integer from, Integer count) -> any(s, chars, from,
							checkRange(s, from, count), 1))
			.method("int LastIndexOf(char value, int startIndex, int count)",
					(String s, Character c, Integer from, Integer count) -> lastOf(s, c.toString(), from, count, null))
			.method("int LastIndexOf(string value, int startIndex, int count)",
					(String s, @Nullable String part, Integer from, Integer count) -> lastOf(s,
							StringSearch.required(part), from, count, null))
			.method("int LastIndexOf(string value, int startIndex, StringComparison comparisonType)",
					(String s, @Nullable String part, Integer from, EnumValue how) -> lastOf(s,
							StringSearch.required(part), from, from + 1, how))
			.method("int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)",
					(String s, @Nullable String part, Integer from, Integer count, EnumValue how) -> lastOf(s,
							StringSearch.required(part), from, count, how))
			.method("int LastIndexOfAny(char[] anyOf, int startIndex)",
					(String s, char[] chars, Integer from) -> s.isEmpty() ? -1
							: any(s, chars, checkLast(s, from, from + 1), -1, -1))
			.method("int LastIndexOfAny(char[] anyOf, int startIndex, int count)",
					(String s, char[] chars, Integer from, Integer count) -> s.isEmpty() ? -1
							: any(s, chars, checkLast(s, from, count), from - count, -1));
	}

	private static void comparison(TypeBuilder string) {
		String ranges = "(string strA, int indexA, string strB, int indexB, int length";
		string.call("static int Compare" + ranges + ")", (in) -> compare(in, StringComparisons.CULTURE))
			.call("static int Compare" + ranges + ", bool ignoreCase)",
					(in) -> compare(in,
							in.<Boolean>argument(5) ? StringComparisons.CULTURE_IGNORE_CASE
									: StringComparisons.CULTURE))
			.call("static int Compare" + ranges + ", StringComparison comparisonType)",
					(in) -> compare(in, in.argument(5)))
			.call("static int CompareOrdinal" + ranges + ")", (in) -> compare(in, StringComparisons.ORDINAL))
			.method("int CompareTo(object value)", StringRanges::compareTo);
	}

	private static int compareTo(String text, @Nullable Object other) {
		if (other != null && !(other instanceof String)) {
			throw ClrException.argument("Object must be of type String.");
		}
		return StringComparisons.compare(text, (String) other, StringComparisons.CULTURE);
	}

	private static int compare(Invocation in, EnumValue how) {
		String a = in.<@Nullable String>argument(0);
		String b = in.<@Nullable String>argument(2);
		return StringComparisons.compare(part(a, in.<Integer>argument(1), in.<Integer>argument(4)),
				part(b, in.<Integer>argument(3), in.<Integer>argument(4)), how);
	}

	private static @Nullable String part(@Nullable String text, int index, int length) {
		if (text == null) {
			return null;
		}
		if (index < 0 || index > text.length() || length < 0) {
			throw ClrException.argumentOutOfRange("length", "Index was out of range.");
		}
		return text.substring(index, (int) Math.min(text.length(), (long) index + length));
	}

	private static int checkRange(String text, int from, int count) {
		if (from < 0 || from > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		if (count < 0 || count > text.length() - from) {
			throw ClrException.argumentOutOfRange("count", "Count must refer to a location within the string.");
		}
		return from + count;
	}

	private static int checkLast(String text, int from, int count) {
		if (from < 0 || from >= text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		if (count < 0 || count > from + 1) {
			throw ClrException.argumentOutOfRange("count", "Count must refer to a location within the string.");
		}
		return from;
	}

	private static int indexOf(String text, @Nullable String part, int from, int count, EnumValue how) {
		int end = checkRange(text, from, count);
		return StringComparisons.indexOf(text.substring(0, end), StringSearch.required(part), from, how);
	}

	private static int lastOf(String text, String part, int from, int count, @Nullable EnumValue how) {
		if (text.isEmpty()) {
			return part.isEmpty() ? 0 : -1;
		}
		int last = checkLast(text, Math.min(from, text.length() - 1), Math.min(count, text.length()));
		int first = Math.max(0, last - count + 1);
		int found = StringComparisons.lastIndexOf(text.substring(first, last + 1), part, last + 1,
				(how != null) ? how : StringComparisons.ORDINAL);
		return (found < 0) ? -1 : first + found;
	}

	private static int any(String text, char[] chars, int from, int end, int step) {
		String candidates = new String(chars);
		for (int i = from; i != end; i += step) {
			if (candidates.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

	private static String join(Invocation in) {
		@Nullable String[] values = in.argument(1);
		int start = in.<Integer>argument(2);
		int count = in.<Integer>argument(3);
		if (start < 0 || count < 0 || start > values.length - count) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		List<@Nullable String> part = Arrays.asList(values).subList(start, start + count);
		return StringAssembly.join(in, Sequences.of(part));
	}

	private static @Nullable Object copyTo(Invocation in) {
		String text = in.argument(0);
		int from = in.<Integer>argument(1);
		char[] target = in.argument(2);
		int to = in.<Integer>argument(3);
		int count = in.<Integer>argument(4);
		if (count < 0 || from < 0 || to < 0 || from > text.length() - count || to > target.length - count) {
			throw ClrException.argumentOutOfRange("count", "Index was out of range.");
		}
		text.getChars(from, from + count, target, to);
		return null;
	}

	private static String replace(Invocation in) {
		String text = in.argument(0);
		String before = in.<@Nullable String>argument(1);
		String after = in.<@Nullable String>argument(2);
		EnumValue how = in.argument(3);
		if (before == null) {
			throw ClrException.argumentNull("oldValue");
		}
		if (before.isEmpty()) {
			throw ClrException.argument("String cannot be of zero length. (Parameter 'oldValue')");
		}
		StringBuilder result = new StringBuilder();
		int from = 0;
		for (int at = StringComparisons.indexOf(text, before, 0, how); at >= 0; at = StringComparisons.indexOf(text,
				before, from, how)) {
			in.evaluation().produce(at - from + ((after == null) ? 0 : after.length()));
			result.append(text, from, at).append((after == null) ? "" : after);
			from = at + before.length();
		}
		return result.append(text, from, text.length()).toString();
	}

}
