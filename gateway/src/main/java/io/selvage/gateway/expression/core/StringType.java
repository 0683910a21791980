package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code string}.
 */
final class StringType implements TypeModule {

	static final EnumDefinition SPLIT_OPTIONS = EnumDefinition.flags("System.StringSplitOptions",
			"None, RemoveEmptyEntries, TrimEntries");

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder string = types.define("System.String", String.class)
			.implement("System.Collections.Generic.IEnumerable<char>")
			.intProperty("int Length", String::length)
			.indexer("char this[int index]", (String s, Integer index) -> charAt(s, index))
			.constant("string Empty", "")
			.constructor("String(char[] value)", (char @Nullable [] value) -> (value == null) ? "" : new String(value))
			.constructor("String(char[] value, int startIndex, int length)",
					(char[] value, Integer start, Integer length) -> new String(value, start, length))
			.constructCall("String(char c, int count)",
					(in) -> repeat(in, in.<Character>argument(0), in.<Integer>argument(1)))
			.method("static bool IsNullOrEmpty(string value)", (@Nullable String s) -> s == null || s.isEmpty())
			.method("static bool IsNullOrWhiteSpace(string value)", (@Nullable String s) -> s == null || isBlank(s))
			.method("string Substring(int startIndex)", (String s, Integer start) -> substring(s, start))
			.method("string Substring(int startIndex, int length)",
					(String s, Integer start, Integer length) -> substring(s, start, length))
			.method("string ToUpper()", StringComparisons::upper)
			.method("string ToUpperInvariant()", StringComparisons::upper)
			.method("string ToLower()", StringComparisons::lower)
			.method("string ToLowerInvariant()", StringComparisons::lower)
			.method("string Trim()", (String s) -> Trimming.trim(s, true, true, new char[0]))
			.method("string Trim(params char[] trimChars)",
					(String s, char @Nullable [] chars) -> Trimming.trim(s, true, true, chars))
			.method("string TrimStart(params char[] trimChars)",
					(String s, char @Nullable [] chars) -> Trimming.trim(s, true, false, chars))
			.method("string TrimEnd(params char[] trimChars)",
					(String s, char @Nullable [] chars) -> Trimming.trim(s, false, true, chars))
			.call("string PadLeft(int totalWidth)", (in) -> pad(in, ' ', true))
			.call("string PadLeft(int totalWidth, char paddingChar)", (in) -> pad(in, in.<Character>argument(2), true))
			.call("string PadRight(int totalWidth)", (in) -> pad(in, ' ', false))
			.call("string PadRight(int totalWidth, char paddingChar)",
					(in) -> pad(in, in.<Character>argument(2), false))
			.call("string Insert(int startIndex, string value)", StringType::insert)
			.method("string Remove(int startIndex)",
					(String s, Integer start) -> remove(s, (start == s.length()) ? -1 : start, s.length() - start))
			.method("string Remove(int startIndex, int count)",
					(String s, Integer start, Integer count) -> remove(s, start, count))
			.method("char[] ToCharArray()", String::toCharArray)
			.method("char[] ToCharArray(int startIndex, int length)",
					(String s, Integer start, Integer length) -> substring(s, start, length).toCharArray())
			.method("string ToString()", (String s) -> s)
			.method("object Clone()", (String s) -> s)
			.method("static string Copy(string str)", (String s) -> s)
			.method("bool Equals(string value)", (String a, @Nullable String b) -> a.equals(b))
			.method("bool Equals(string value, StringComparison comparisonType)",
					(String a, @Nullable String b, EnumValue how) -> StringComparisons.equal(a, b, how))
			.method("static bool Equals(string a, string b)",
					(@Nullable String a, @Nullable String b) -> java.util.Objects.equals(a, b))
			.method("static bool Equals(string a, string b, StringComparison comparisonType)",
					(@Nullable String a, @Nullable String b, EnumValue how) -> StringComparisons.equal(a, b, how));
		comparison(string);
		StringSearch.register(string);
		StringRanges.register(string);
		StringAssembly.register(string);
	}

	private static void comparison(TypeBuilder string) {
		string
			.method("static int Compare(string strA, string strB)",
					(@Nullable String a, @Nullable String b) -> StringComparisons.compare(a, b,
							StringComparisons.CULTURE))
			.method("static int Compare(string strA, string strB, bool ignoreCase)",
					(@Nullable String a, @Nullable String b, Boolean ignoreCase) -> StringComparisons.compare(a, b,
							ignoreCase ? StringComparisons.CULTURE_IGNORE_CASE : StringComparisons.CULTURE))
			.method("static int Compare(string strA, string strB, StringComparison comparisonType)",
					(@Nullable String a, @Nullable String b, EnumValue how) -> StringComparisons.compare(a, b, how))
			.method("static int CompareOrdinal(string strA, string strB)",
					(@Nullable String a, @Nullable String b) -> StringComparisons.compare(a, b,
							StringComparisons.ORDINAL))
			.method("int CompareTo(string strB)",
					(String a, @Nullable String b) -> StringComparisons.compare(a, b, StringComparisons.CULTURE));
	}

	static boolean isBlank(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!CharType.isWhiteSpace(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static char charAt(String text, int index) {
		if (index < 0 || index >= text.length()) {
			throw ClrException.indexOutOfRange();
		}
		return text.charAt(index);
	}

	static String substring(String text, int start) {
		if (start < 0 || start > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "startIndex cannot be larger than length of string.");
		}
		return text.substring(start);
	}

	static String substring(String text, int start, int length) {
		if (start < 0 || start > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "startIndex cannot be larger than length of string.");
		}
		if (length < 0 || length > text.length() - start) {
			throw ClrException.argumentOutOfRange("length",
					"Index and length must refer to a location within the string.");
		}
		return text.substring(start, start + length);
	}

	private static String remove(String text, int start, int count) {
		if (start < 0 || start > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "startIndex must be less than length of string.");
		}
		if (count < 0 || count > text.length() - start) {
			throw ClrException.argumentOutOfRange("count",
					"Index and count must refer to a location within the string.");
		}
		return text.substring(0, start) + text.substring(start + count);
	}

	private static String insert(Invocation in) {
		String text = in.argument(0);
		int start = in.<Integer>argument(1);
		String value = in.<@Nullable String>argument(2);
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		if (start < 0 || start > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		in.evaluation().produce((long) text.length() + value.length());
		return text.substring(0, start) + value + text.substring(start);
	}

	private static String repeat(Invocation in, char c, int count) {
		if (count < 0) {
			throw ClrException.argumentOutOfRange("count", "'count' must be non-negative.");
		}
		in.evaluation().produce(count);
		return String.valueOf(c).repeat(count);
	}

	private static String pad(Invocation in, char c, boolean left) {
		String text = in.argument(0);
		int width = in.<Integer>argument(1);
		if (width < 0) {
			throw ClrException.argumentOutOfRange("totalWidth", "Non-negative number required.");
		}
		if (width <= text.length()) {
			return text;
		}
		String padding = repeat(in, c, width - text.length());
		return left ? padding + text : text + padding;
	}

	/** The same as {@code string.Format}; its arguments begin at an index. */
	static String format(Invocation in, @Nullable Object[] values) {
		String format = in.<@Nullable String>argument(0);
		return NetFormat.format(format, values, in.evaluation());
	}

}
