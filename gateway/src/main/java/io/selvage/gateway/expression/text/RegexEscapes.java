package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;

/**
 * Character escapes and the predefined sets of .NET patterns, written so that both
 * engines understand them.
 */
final class RegexEscapes {

	private static final String SPECIAL = "\\^$.|?*+()[]{}-&~#\"";

	private RegexEscapes() {
	}

	/** Writes one character so that it stands for itself, in and outside of classes. */
	static String literal(int c) {
		if (c < 0x80 && (SPECIAL.indexOf(c) >= 0)) {
			return (c == '"') ? "\"" : "\\x" + hex(c);
		}
		if (c < ' ' || c == 0x7f) {
			return "\\x" + hex(c);
		}
		return String.valueOf((char) c);
	}

	private static String hex(int c) {
		return String.valueOf(java.lang.Character.forDigit(c >> 4, 16)) + java.lang.Character.forDigit(c & 15, 16);
	}

	/** Writes \d, \w, \s and their complements. */
	static String set(char letter, boolean ascii) {
		String members = members(java.lang.Character.toLowerCase(letter), ascii);
		return (java.lang.Character.isUpperCase(letter) ? "[^" : "[") + members + "]";
	}

	/** The members of a predefined set, to be put into a class. */
	static String members(char letter, boolean ascii) {
		return switch (letter) {
			case 'd' -> ascii ? "0-9" : "\\p{Nd}";
			case 'w' -> ascii ? "a-zA-Z0-9_" : "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}";
			default -> ascii ? "\\x09-\\x0d\\x20" : "\\x09-\\x0d\\x20\\x{85}\\p{Z}";
		};
	}

	/**
	 * Reads an escape that stands for one character.
	 * @param pattern the pattern
	 * @param at the position behind the backslash
	 * @return the character and where the escape ends
	 */
	static Character character(String pattern, int at) {
		char c = pattern.charAt(at);
		return switch (c) {
			case 'a' -> new Character(7, at + 1);
			case 'b' -> new Character(8, at + 1);
			case 't' -> new Character('\t', at + 1);
			case 'r' -> new Character('\r', at + 1);
			case 'v' -> new Character(11, at + 1);
			case 'f' -> new Character('\f', at + 1);
			case 'n' -> new Character('\n', at + 1);
			case 'e' -> new Character(27, at + 1);
			case 'x' -> hexadecimal(pattern, at + 1, 2);
			case 'u' -> hexadecimal(pattern, at + 1, 4);
			case 'c' -> control(pattern, at + 1);
			default -> {
				if (c >= '0' && c <= '7') {
					yield octal(pattern, at);
				}
				if (java.lang.Character.isLetterOrDigit(c) || c == '_') {
					throw RegexTranslation.invalid(pattern, "Unrecognized escape sequence \\" + c);
				}
				yield new Character(c, at + 1);
			}
		};
	}

	private static Character hexadecimal(String pattern, int at, int digits) {
		try {
			return new Character(Integer.parseInt(pattern.substring(at, at + digits), 16), at + digits);
		}
		catch (IndexOutOfBoundsException | NumberFormatException ex) {
			throw invalid(pattern, "Insufficient hexadecimal digits");
		}
	}

	private static Character control(String pattern, int at) {
		if (at >= pattern.length()) {
			throw invalid(pattern, "Missing control character");
		}
		int value = java.lang.Character.toUpperCase(pattern.charAt(at)) - '@';
		if (value < 0 || value > 31) {
			throw invalid(pattern, "Unrecognized control character");
		}
		return new Character(value, at + 1);
	}

	private static Character octal(String pattern, int at) {
		int value = 0;
		int end = at;
		while (end < pattern.length() && end - at < 3 && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '7') {
			value = value * 8 + (pattern.charAt(end++) - '0');
		}
		return new Character(value & 0xff, end);
	}

	private static ClrException invalid(String pattern, String reason) {
		return RegexTranslation.invalid(pattern, reason);
	}

	/**
	 * A character that was written as an escape.
	 *
	 * @param value the character
	 * @param end the position behind the escape
	 */
	record Character(int value, int end) {
	}

}
