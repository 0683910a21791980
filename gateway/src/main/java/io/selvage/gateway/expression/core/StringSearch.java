package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code string} that look for something.
 */
final class StringSearch {

	private StringSearch() {
	}

	static void register(TypeBuilder string) {
		string.method("bool Contains(string value)", (String s, @Nullable String part) -> s.contains(required(part)))
			.method("bool Contains(char value)", (String s, Character c) -> s.indexOf(c) >= 0)
			.method("bool Contains(string value, StringComparison comparisonType)",
					(String s, @Nullable String part,
							EnumValue how) -> StringComparisons.indexOf(s, required(part), 0, how) >= 0)
			.method("bool StartsWith(string value)", (String s, @Nullable String part) -> s.startsWith(required(part)))
			.method("bool StartsWith(char value)", (String s, Character c) -> !s.isEmpty() && s.charAt(0) == c)
			.method("bool StartsWith(string value, StringComparison comparisonType)",
					(String s, @Nullable String part, EnumValue how) -> s.regionMatches(
							StringComparisons.ignoresCase(how), 0, required(part), 0, required(part).length()))
			.method("bool EndsWith(string value)", (String s, @Nullable String part) -> s.endsWith(required(part)))
			.method("bool EndsWith(char value)",
					(String s, Character c) -> !s.isEmpty() && s.charAt(s.length() - 1) == c)
			.method("bool EndsWith(string value, StringComparison comparisonType)",
					(String s, @Nullable String part, EnumValue how) -> s.regionMatches(
							StringComparisons.ignoresCase(how), s.length() - required(part).length(), required(part), 0,
							required(part).length()))
			.method("int IndexOf(char value)", (String s, Character c) -> s.indexOf(c))
			.method("int IndexOf(char value, int startIndex)",
					(String s, Character c, Integer from) -> s.indexOf(c, checked(s, from)))
			.method("int IndexOf(char value, int startIndex, int count)",
					(String s, Character c, Integer from, Integer count) -> within(s.indexOf(c, checked(s, from)), from,
							count, 1))
			.method("int IndexOf(string value)", (String s, @Nullable String part) -> s.indexOf(required(part)))
			.method("int IndexOf(string value, int startIndex)",
					(String s, @Nullable String part, Integer from) -> s.indexOf(required(part), checked(s, from)))
			.method("int IndexOf(string value, int startIndex, int count)",
					(String s, @Nullable String part, Integer from, Integer count) -> within(
							s.indexOf(required(part), checked(s, from)), from, count, required(part).length()))
			.method("int IndexOf(string value, StringComparison comparisonType)",
					(String s, @Nullable String part, EnumValue how) -> StringComparisons.indexOf(s, required(part), 0,
							how))
			.method("int IndexOf(string value, int startIndex, StringComparison comparisonType)",
					(String s, @Nullable String part, Integer from, EnumValue how) -> StringComparisons.indexOf(s,
							required(part), checked(s, from), how))
			.method("int LastIndexOf(char value)", (String s, Character c) -> s.lastIndexOf(c))
			.method("int LastIndexOf(char value, int startIndex)",
					(String s, Character c, Integer from) -> s.isEmpty() ? -1 : s.lastIndexOf(c, last(s, from)))
			.method("int LastIndexOf(string value)",
					(String s, @Nullable String part) -> required(part).isEmpty() ? Math.max(0, s.length() - 1)
							: s.lastIndexOf(required(part)))
			.method("int LastIndexOf(string value, int startIndex)",
					(String s, @Nullable String part, Integer from) -> s.lastIndexOf(required(part),
							from - required(part).length() + 1))
			.method("int LastIndexOf(string value, StringComparison comparisonType)",
					(String s, @Nullable String part, EnumValue how) -> StringComparisons.lastIndexOf(s, required(part),
							s.length(), how))
			.method("int IndexOfAny(char[] anyOf)", (String s, char[] chars) -> indexOfAny(s, chars, 0))
			.method("int IndexOfAny(char[] anyOf, int startIndex)",
					(String s, char[] chars, Integer from) -> indexOfAny(s, chars, checked(s, from)))
			.method("int LastIndexOfAny(char[] anyOf)", StringSearch::lastIndexOfAny);
	}

	static String required(@Nullable String value) {
		if (value == null) {
			throw ClrException.argumentNull("value");
		}
		return value;
	}

	private static int checked(String text, int from) {
		if (from < 0 || from > text.length()) {
			throw ClrException.argumentOutOfRange("startIndex",
					"Index was out of range. Must be non-negative and less than the size of the collection.");
		}
		return from;
	}

	private static int last(String text, int from) {
		if (from < 0 || from >= text.length()) {
			throw ClrException.argumentOutOfRange("startIndex",
					"Index was out of range. Must be non-negative and less than the size of the collection.");
		}
		return from;
	}

	private static int within(int found, int from, int count, int length) {
		return (found >= 0 && found + length <= from + count) ? found : -1;
	}

	private static int indexOfAny(String text, char[] chars, int from) {
		String candidates = new String(chars);
		for (int i = from; i < text.length(); i++) {
			if (candidates.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

	private static int lastIndexOfAny(String text, char[] chars) {
		String candidates = new String(chars);
		for (int i = text.length() - 1; i >= 0; i--) {
			if (candidates.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return -1;
	}

}
