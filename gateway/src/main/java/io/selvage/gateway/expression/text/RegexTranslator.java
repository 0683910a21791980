package io.selvage.gateway.expression.text;

/**
 * Translates a .NET pattern into the syntaxes of RE2/J and {@code java.util.regex} in one
 * pass. All that the options change is written out ({@code .}, {@code ^}, {@code $},
 * blanks, explicit capture), so that the engines only know about case.
 */
final class RegexTranslator {

	private static final String ANY_BUT_LINE_FEED = "[^\\n]";

	/** RE2/J writes counted repeats out; Java counts. */
	private static final int MOST_REPEATS = 100;

	private static final int MOST_NESTED_REPEATS = 20_000;

	private final RegexTranslation state;

	private final RegexGrouping grouping;

	private final RegexEscapeTranslator escapes;

	private long repeats = 1;

	RegexTranslator(String pattern, int options) {
		this.state = new RegexTranslation(pattern, options);
		this.grouping = new RegexGrouping(this.state);
		this.escapes = new RegexEscapeTranslator(this.state);
	}

	RegexGroups groups() {
		return this.state.groups();
	}

	String linear() {
		return this.state.linear.toString();
	}

	String backtracking() {
		return this.state.java.toString();
	}

	boolean needsBacktracking() {
		return this.state.backtracking;
	}

	boolean usesFinalLineFeed() {
		return this.state.finalLineFeed;
	}

	boolean usesWordBoundary() {
		return this.state.wordBoundary;
	}

	void translate() {
		if (this.state.has(NetRegex.IGNORE_CASE)) {
			this.state.both("(?i)");
		}
		while (this.state.at < this.state.pattern.length()) {
			char c = this.state.pattern.charAt(this.state.at++);
			switch (c) {
				case '(' -> this.grouping.open();
				case ')' -> this.grouping.close();
				case '[' -> {
					characterClass();
					this.state.quantifiable = true;
				}
				case '\\' -> this.escapes.translate();
				case '.' -> this.state.atom(this.state.has(NetRegex.SINGLELINE) ? "(?s:.)" : ANY_BUT_LINE_FEED);
				case '^' -> start();
				case '$' -> end();
				case '|' -> {
					this.state.both("|");
					this.state.quantifiable = false;
				}
				case '*', '+', '?' -> quantifier(String.valueOf(c), 1);
				case '{' -> braces();
				case '#' -> {
					if (this.state.has(NetRegex.IGNORE_PATTERN_WHITESPACE)) {
						skipLine();
					}
					else {
						this.state.literal(c);
					}
				}
				default -> {
					if (!this.state.has(NetRegex.IGNORE_PATTERN_WHITESPACE) || !Character.isWhitespace(c)) {
						this.state.literal(c);
					}
				}
			}
		}
		if (this.grouping.isOpen()) {
			throw this.state.invalid("Not enough )'s");
		}
	}

	private void skipLine() {
		int end = this.state.pattern.indexOf('\n', this.state.at);
		this.state.at = (end < 0) ? this.state.pattern.length() : end + 1;
	}

	private void start() {
		if (this.state.has(NetRegex.MULTILINE)) {
			this.state.linear.append("(?m:^)");
			this.state.java.append("(?:(?m:^)|(?<=\\n))");
		}
		else {
			this.state.both("\\A");
		}
		this.state.quantifiable = false;
	}

	private void end() {
		if (this.state.has(NetRegex.MULTILINE)) {
			this.state.both("(?m:$)");
		}
		else {
			this.state.beforeFinalLineFeed();
		}
		this.state.quantifiable = false;
	}

	private void quantifier(String text, int mostTimes) {
		if (!this.state.quantifiable) {
			throw this.state.invalid("Quantifier {x,y} following nothing or following another quantifier");
		}
		boolean lazy = this.state.at < this.state.pattern.length() && this.state.pattern.charAt(this.state.at) == '?';
		if (lazy) {
			this.state.at++;
		}
		this.repeats = Math.min(this.repeats * Math.max(mostTimes, 1), Integer.MAX_VALUE);
		this.state.backtracking |= mostTimes > MOST_REPEATS || this.repeats > MOST_NESTED_REPEATS;
		this.state.both(lazy ? text + "?" : text);
		this.state.quantifiable = false;
	}

	/** Braces are a quantifier only in the shapes {n}, {n,} and {n,m}. */
	private void braces() {
		int close = this.state.pattern.indexOf('}', this.state.at);
		String inner = (close < 0) ? "" : this.state.pattern.substring(this.state.at, close);
		if (!inner.matches("\\d+(,\\d*)?")) {
			this.state.literal('{');
			return;
		}
		this.state.at = close + 1;
		int comma = inner.indexOf(',');
		int least = times((comma < 0) ? inner : inner.substring(0, comma));
		int most = (comma < 0 || comma == inner.length() - 1) ? least : times(inner.substring(comma + 1));
		if (most < least) {
			throw this.state.invalid("Illegal {x,y} with x > y");
		}
		quantifier("{" + inner + "}", Math.max(least, most));
	}

	private int times(String digits) {
		if (digits.length() > 9) {
			throw this.state.invalid("A repeat count is too large");
		}
		return Integer.parseInt(digits);
	}

	private void characterClass() {
		RegexClass set = new RegexClass(this.state.pattern, this.state.at, this.state.has(NetRegex.ECMA_SCRIPT));
		this.state.at = set.parse();
		this.state.backtracking |= set.needsJava();
		this.state.linear.append(set.text());
		this.state.java.append(set.text());
	}

	static String unescape(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		int i = 0;
		while (i < text.length()) {
			if (text.charAt(i) == '\\' && i + 1 < text.length()) {
				RegexEscapes.Character escaped = RegexEscapes.character(text, i + 1);
				plain.appendCodePoint(escaped.value());
				i = escaped.end();
			}
			else {
				plain.append(text.charAt(i++));
			}
		}
		return plain.toString();
	}

}
