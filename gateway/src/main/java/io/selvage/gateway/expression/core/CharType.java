package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code char}.
 */
final class CharType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder type = types.defineStruct("System.Char", Character.class, '\0');
		CharCategories.register(type);
		type.base("System.ValueType")
			.constant("char MaxValue", '\uffff')
			.constant("char MinValue", '\0')
			.method("static bool IsDigit(char c)", (Character c) -> Character.isDigit(c))
			.method("static bool IsDigit(string s, int index)", (String s, Integer i) -> Character.isDigit(at(s, i)))
			.method("static bool IsLetter(char c)", (Character c) -> Character.isLetter(c))
			.method("static bool IsLetter(string s, int index)", (String s, Integer i) -> Character.isLetter(at(s, i)))
			.method("static bool IsLetterOrDigit(char c)",
					(Character c) -> Character.isLetter(c) || Character.isDigit(c))
			.method("static bool IsLetterOrDigit(string s, int index)",
					(String s, Integer i) -> Character.isLetterOrDigit(at(s, i)))
			.method("static bool IsNumber(char c)", (Character c) -> isNumber(c))
			.method("static bool IsWhiteSpace(char c)", (Character c) -> isWhiteSpace(c))
			.method("static bool IsWhiteSpace(string s, int index)", (String s, Integer i) -> isWhiteSpace(at(s, i)))
			.method("static bool IsUpper(char c)", (Character c) -> Character.isUpperCase(c))
			.method("static bool IsLower(char c)", (Character c) -> Character.isLowerCase(c))
			.method("static bool IsControl(char c)", (Character c) -> Character.isISOControl(c))
			.method("static bool IsPunctuation(char c)", (Character c) -> isPunctuation(c))
			.method("static bool IsSymbol(char c)", (Character c) -> isSymbol(c))
			.method("static bool IsSeparator(char c)", (Character c) -> Character.isSpaceChar(c))
			.method("static bool IsSurrogate(char c)", (Character c) -> Character.isSurrogate(c))
			.method("static char ToUpper(char c)", (Character c) -> Character.toUpperCase(c))
			.method("static char ToUpperInvariant(char c)", (Character c) -> Character.toUpperCase(c))
			.method("static char ToLower(char c)", (Character c) -> Character.toLowerCase(c))
			.method("static char ToLowerInvariant(char c)", (Character c) -> Character.toLowerCase(c))
			.method("static double GetNumericValue(char c)", (Character c) -> (double) numericValue(c))
			.method("static string ToString(char c)", (Character c) -> c.toString())
			.method("static char Parse(string s)", CharType::parse)
			.method("static bool TryParse(string s, out char result)", CharType::tryParse)
			.method("static string ConvertFromUtf32(int utf32)", (Integer point) -> fromCodePoint(point))
			.method("int CompareTo(char value)", (Character a, Character b) -> a - b)
			.method("bool Equals(char obj)", (Character a, Character b) -> a.equals(b));
	}

	static char at(@Nullable String text, int index) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		if (index < 0 || index >= text.length()) {
			throw ClrException.argumentOutOfRange("index",
					"Index was out of range. Must be non-negative and less than the size of the collection.");
		}
		return text.charAt(index);
	}

	static boolean isWhiteSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
	}

	static boolean isNumber(char c) {
		int type = Character.getType(c);
		return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
				|| type == Character.OTHER_NUMBER;
	}

	static boolean isPunctuation(char c) {
		return switch (Character.getType(c)) {
			case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
					Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
					Character.OTHER_PUNCTUATION ->
				true;
			default -> false;
		};
	}

	static boolean isSymbol(char c) {
		return switch (Character.getType(c)) {
			case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
				true;
			default -> false;
		};
	}

	static int numericValue(char c) {
		return Character.isDigit(c) ? Character.digit(c, 10) : -1;
	}

	private static char parse(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		if (text.length() != 1) {
			throw ClrException.format("String must be exactly one character long.");
		}
		return text.charAt(0);
	}

	private static boolean tryParse(@Nullable String text, Out<Character> result) {
		boolean one = text != null && text.length() == 1;
		result.set((text != null && one) ? text.charAt(0) : '\0');
		return one;
	}

	private static String fromCodePoint(int point) {
		if (!Character.isValidCodePoint(point) || (point >= 0xd800 && point <= 0xdfff)) {
			throw ClrException.argumentOutOfRange("utf32", "A valid UTF32 value is expected.");
		}
		return Character.toString(point);
	}

}
