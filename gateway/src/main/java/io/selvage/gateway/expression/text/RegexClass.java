package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A character class of a .NET pattern, with ranges, sets, properties and subtraction
 * ({@code [a-z-[aeiou]]}).
 */
final class RegexClass {

	private final String pattern;

	private final boolean ascii;

	private int at;

	private final StringBuilder text = new StringBuilder();

	private boolean needsJava;

	/**
	 * Creates the reader of a class.
	 * @param pattern the pattern
	 * @param at the position behind the opening bracket
	 * @param ascii whether sets hold ASCII characters only
	 */
	RegexClass(String pattern, int at, boolean ascii) {
		this.pattern = pattern;
		this.at = at;
		this.ascii = ascii;
	}

	String text() {
		return this.text.toString();
	}

	boolean needsJava() {
		return this.needsJava;
	}

	/** Reads the class and returns the position behind its closing bracket. */
	int parse() {
		this.text.append('[');
		boolean negated = peek() == '^';
		if (negated) {
			this.at++;
		}
		int start = this.at;
		StringBuilder members = new StringBuilder();
		String subtracted = null;
		boolean first = true;
		while (peek() != ']' || first) {
			first = false;
			if (this.pattern.startsWith("-[", this.at)) {
				subtracted = subtraction();
				break;
			}
			members.append(member());
		}
		if (peek() != ']') {
			throw invalid("A subtraction must be the last element in a character class");
		}
		if (isEverything(this.pattern.substring(start, this.at))) {
			this.at++;
			this.needsJava = false;
			this.text.setLength(0);
			this.text.append(negated ? "[^\\x{0}-\\x{10FFFF}]" : "(?s:.)");
			return this.at;
		}
		this.at++;
		if (subtracted == null) {
			this.text.append(negated ? "^" : "").append(members).append(']');
		}
		else {
			this.text.append('[')
				.append(negated ? "^" : "")
				.append(members)
				.append("]&&[^")
				.append(subtracted)
				.append("]]");
		}
		return this.at;
	}

	/** A set together with its complement, as in [\\s\\S]. */
	private static boolean isEverything(String members) {
		return members.length() == 4 && members.charAt(0) == '\\' && members.charAt(2) == '\\'
				&& "dwsDWS".indexOf(members.charAt(1)) >= 0 && members.charAt(1) != members.charAt(3)
				&& Character.toLowerCase(members.charAt(1)) == Character.toLowerCase(members.charAt(3));
	}

	private String subtraction() {
		RegexClass inner = new RegexClass(this.pattern, this.at + 2, this.ascii);
		this.at = inner.parse();
		this.needsJava = true;
		return inner.text();
	}

	private char peek() {
		if (this.at >= this.pattern.length()) {
			throw invalid("Unterminated [] set");
		}
		return this.pattern.charAt(this.at);
	}

	private String member() {
		if (peek() == '\\') {
			String set = set();
			if (set != null) {
				return set;
			}
		}
		int low = character();
		if (peek() != '-' || this.pattern.startsWith("-]", this.at) || this.pattern.startsWith("-[", this.at)) {
			return RegexEscapes.literal(low);
		}
		int mark = this.at++;
		if (peek() == '\\' && this.at + 1 < this.pattern.length()
				&& "dDwWsSpP".indexOf(this.pattern.charAt(this.at + 1)) >= 0) {
			this.at = mark;
			return RegexEscapes.literal(low);
		}
		int high = character();
		if (high < low) {
			throw invalid("[x-y] range in reverse order");
		}
		return RegexEscapes.literal(low) + "-" + RegexEscapes.literal(high);
	}

	private int character() {
		char c = peek();
		if (c != '\\') {
			this.at++;
			return c;
		}
		this.at++;
		peek();
		RegexEscapes.Character escaped = RegexEscapes.character(this.pattern, this.at);
		this.at = escaped.end();
		return escaped.value();
	}

	/** Reads \d and the like; returns null if the escape stands for one character. */
	private @Nullable String set() {
		char letter = (this.at + 1 < this.pattern.length()) ? this.pattern.charAt(this.at + 1) : '\0';
		switch (letter) {
			case 'd', 'w', 's' -> {
				this.at += 2;
				return RegexEscapes.members(letter, this.ascii);
			}
			case 'D', 'W', 'S' -> {
				this.at += 2;
				if (letter == 'D') {
					return this.ascii ? "\\D" : "\\P{Nd}";
				}
				if (this.ascii) {
					return (letter == 'W') ? "\\W" : "\\S";
				}
				this.needsJava = true;
				return RegexEscapes.set(letter, false);
			}
			case 'p', 'P' -> {
				int close = this.pattern.indexOf('}', this.at);
				if (close < 0 || this.pattern.charAt(this.at + 2) != '{') {
					throw invalid("Incomplete \\p{X} character escape");
				}
				String name = this.pattern.substring(this.at + 3, close);
				this.at = close + 1;
				this.needsJava |= name.startsWith("Is");
				return "\\" + letter + "{" + (name.startsWith("Is") ? "In" + name.substring(2) : name) + "}";
			}
			default -> {
				return null;
			}
		}
	}

	private ClrException invalid(String reason) {
		return RegexTranslation.invalid(this.pattern, reason);
	}

}
