package io.selvage.gateway.expression.core;

import java.util.function.Predicate;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;

/**
 * The members of {@code char} that look at a character of a text, and those on
 * surrogates.
 */
final class CharCategories {

	private CharCategories() {
	}

	static void register(TypeBuilder type) {
		inText(type, "IsControl", Character::isISOControl);
		inText(type, "IsLower", Character::isLowerCase);
		inText(type, "IsUpper", Character::isUpperCase);
		inText(type, "IsNumber", CharType::isNumber);
		inText(type, "IsPunctuation", CharType::isPunctuation);
		inText(type, "IsSeparator", Character::isSpaceChar);
		inText(type, "IsSurrogate", Character::isSurrogate);
		inText(type, "IsSymbol", CharType::isSymbol);
		inText(type, "IsHighSurrogate", Character::isHighSurrogate);
		inText(type, "IsLowSurrogate", Character::isLowSurrogate);
		type.method("static bool IsHighSurrogate(char c)", (Character c) -> Character.isHighSurrogate(c))
			.method("static bool IsLowSurrogate(char c)", (Character c) -> Character.isLowSurrogate(c))
			.method("static bool IsSurrogatePair(char highSurrogate, char lowSurrogate)",
					(Character high, Character low) -> Character.isSurrogatePair(high, low))
			.method("static bool IsSurrogatePair(string s, int index)",
					(String s, Integer index) -> index + 1 < s.length()
							&& Character.isSurrogatePair(CharType.at(s, index), CharType.at(s, index + 1)))
			.method("static double GetNumericValue(string s, int index)",
					(String s, Integer index) -> (double) CharType.numericValue(CharType.at(s, index)))
			.method("static int ConvertToUtf32(char highSurrogate, char lowSurrogate)",
					(Character high, Character low) -> toCodePoint(high, low))
			.method("static int ConvertToUtf32(string s, int index)", CharCategories::codePointAt)
			.method("int CompareTo(object value)", CharCategories::compareTo);
	}

	private static void inText(TypeBuilder type, String name, Predicate<Character> category) {
		type.method("static bool " + name + "(string s, int index)",
				(String s, Integer index) -> category.test(CharType.at(s, index)));
	}

	private static int toCodePoint(char high, char low) {
		if (!Character.isSurrogatePair(high, low)) {
			throw ClrException.argumentOutOfRange("highSurrogate", "A valid surrogate pair is expected.");
		}
		return Character.toCodePoint(high, low);
	}

	private static int codePointAt(String text, Integer index) {
		char c = CharType.at(text, index);
		if (!Character.isSurrogate(c)) {
			return c;
		}
		if (index + 1 >= text.length() || !Character.isSurrogatePair(c, text.charAt(index + 1))) {
			throw ClrException.argument("Found a surrogate char without its pair at index: " + index + ".");
		}
		return Character.toCodePoint(c, text.charAt(index + 1));
	}

	private static int compareTo(Character self, Object other) {
		if (!(other instanceof Character c)) {
			throw ClrException.argument("Object must be of type Char.");
		}
		return self - c;
	}

}
