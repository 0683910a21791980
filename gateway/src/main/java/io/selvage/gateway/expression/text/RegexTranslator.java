package io.selvage.gateway.expression.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;

/**
 * Translates a .NET pattern into the syntaxes of RE2/J and {@code java.util.regex} in one
 * pass. All that the options change is written out ({@code .}, {@code ^}, {@code $},
 * blanks, explicit capture), so that the engines only know about case.
 */
final class RegexTranslator {

	private static final String ANY_BUT_LINE_FEED = "[^\\n]";

	private static final int DEEPEST = 200;

	/** RE2/J writes counted repeats out; Java counts. */
	private static final int MOST_REPEATS = 100;

	private static final int MOST_NESTED_REPEATS = 20_000;

	private final String pattern;

	private int options;

	private int at;

	private final StringBuilder linear = new StringBuilder();

	private final StringBuilder java = new StringBuilder();

	private final List<String> opened = new ArrayList<>();

	private final Deque<Integer> outerOptions = new ArrayDeque<>();

	private boolean backtracking;

	private boolean finalLineFeed;

	private boolean wordBoundary;

	private boolean quantifiable;

	private long repeats = 1;

	RegexTranslator(String pattern, int options) {
		this.pattern = pattern;
		this.options = options;
	}

	String linear() {
		return this.linear.toString();
	}

	String backtracking() {
		return this.java.toString();
	}

	RegexGroups groups() {
		return new RegexGroups(this.opened);
	}

	boolean needsBacktracking() {
		return this.backtracking;
	}

	boolean usesFinalLineFeed() {
		return this.finalLineFeed;
	}

	boolean usesWordBoundary() {
		return this.wordBoundary;
	}

	static ClrException invalid(String pattern, String reason) {
		String shown = (pattern.length() > 200) ? pattern.substring(0, 200) + "…" : pattern;
		return ClrException.argument("parsing \"" + shown + "\" - " + reason + ".");
	}

	private ClrException invalid(String reason) {
		return invalid(this.pattern, reason);
	}

	void translate() {
		if (has(NetRegex.IGNORE_CASE)) {
			both("(?i)");
		}
		while (this.at < this.pattern.length()) {
			char c = this.pattern.charAt(this.at++);
			switch (c) {
				case '(' -> open();
				case ')' -> close();
				case '[' -> {
					characterClass();
					this.quantifiable = true;
				}
				case '\\' -> escape();
				case '.' -> atom(has(NetRegex.SINGLELINE) ? "(?s:.)" : ANY_BUT_LINE_FEED);
				case '^' -> start();
				case '$' -> end();
				case '|' -> {
					both("|");
					this.quantifiable = false;
				}
				case '*', '+', '?' -> quantifier(String.valueOf(c), 1);
				case '{' -> braces();
				case '#' -> {
					if (has(NetRegex.IGNORE_PATTERN_WHITESPACE)) {
						skipLine();
					}
					else {
						literal(c);
					}
				}
				default -> {
					if (!has(NetRegex.IGNORE_PATTERN_WHITESPACE) || !Character.isWhitespace(c)) {
						literal(c);
					}
				}
			}
		}
		if (!this.outerOptions.isEmpty()) {
			throw invalid("Not enough )'s");
		}
	}

	private boolean has(int option) {
		return (this.options & option) != 0;
	}

	private void both(String text) {
		this.linear.append(text);
		this.java.append(text);
	}

	private void atom(String text) {
		both(text);
		this.quantifiable = true;
	}

	private void literal(int c) {
		String text = RegexEscapes.literal(c);
		atom(text);
	}

	private void skipLine() {
		int end = this.pattern.indexOf('\n', this.at);
		this.at = (end < 0) ? this.pattern.length() : end + 1;
	}

	private void start() {
		if (has(NetRegex.MULTILINE)) {
			this.linear.append("(?m:^)");
			this.java.append("(?:(?m:^)|(?<=\\n))");
		}
		else {
			both("\\A");
		}
		this.quantifiable = false;
	}

	private void end() {
		if (has(NetRegex.MULTILINE)) {
			both("(?m:$)");
		}
		else {
			beforeFinalLineFeed();
		}
		this.quantifiable = false;
	}

	private void beforeFinalLineFeed() {
		this.finalLineFeed = true;
		this.linear.append("\\z");
		this.java.append("(?=\\n?\\z)");
	}

	private void quantifier(String text, int mostTimes) {
		if (!this.quantifiable) {
			throw invalid("Quantifier {x,y} following nothing or following another quantifier");
		}
		boolean lazy = this.at < this.pattern.length() && this.pattern.charAt(this.at) == '?';
		if (lazy) {
			this.at++;
		}
		this.repeats = Math.min(this.repeats * Math.max(mostTimes, 1), Integer.MAX_VALUE);
		this.backtracking |= mostTimes > MOST_REPEATS || this.repeats > MOST_NESTED_REPEATS;
		both(lazy ? text + "?" : text);
		this.quantifiable = false;
	}

	/** Braces are a quantifier only in the shapes {n}, {n,} and {n,m}. */
	private void braces() {
		int close = this.pattern.indexOf('}', this.at);
		String inner = (close < 0) ? "" : this.pattern.substring(this.at, close);
		if (!inner.matches("\\d+(,\\d*)?")) {
			literal('{');
			return;
		}
		this.at = close + 1;
		int comma = inner.indexOf(',');
		int least = times((comma < 0) ? inner : inner.substring(0, comma));
		int most = (comma < 0 || comma == inner.length() - 1) ? least : times(inner.substring(comma + 1));
		if (most < least) {
			throw invalid("Illegal {x,y} with x > y");
		}
		quantifier("{" + inner + "}", Math.max(least, most));
	}

	private int times(String digits) {
		if (digits.length() > 9) {
			throw invalid("A repeat count is too large");
		}
		return Integer.parseInt(digits);
	}

	private void open() {
		if (this.outerOptions.size() >= DEEPEST) {
			throw invalid("it is nested too deeply");
		}
		this.quantifiable = false;
		if (!this.pattern.startsWith("?", this.at)) {
			push();
			if (has(NetRegex.EXPLICIT_CAPTURE)) {
				both("(?:");
			}
			else {
				this.opened.add("");
				both("(");
			}
			return;
		}
		this.at++;
		char c = (this.at < this.pattern.length()) ? this.pattern.charAt(this.at) : '\0';
		switch (c) {
			case '#' -> {
				int end = this.pattern.indexOf(')', this.at);
				if (end < 0) {
					throw invalid("Unterminated (?#...) comment");
				}
				this.at = end + 1;
				this.quantifiable = true;
			}
			case ':' -> group("(?:", 1, false);
			case '=' -> group("(?=", 1, true);
			case '!' -> group("(?!", 1, true);
			case '>' -> group("(?>", 1, true);
			case '<' -> {
				if (this.pattern.startsWith("<=", this.at) || this.pattern.startsWith("<!", this.at)) {
					group("(?" + this.pattern.substring(this.at, this.at + 2), 2, true);
				}
				else {
					named('>');
				}
			}
			case '\'' -> named('\'');
			case '(' -> throw invalid("conditional alternation (?(...)yes|no) is not supported");
			default -> inlineOptions();
		}
	}

	private void push() {
		this.outerOptions.push(this.options);
	}

	private void group(String text, int length, boolean onlyJava) {
		push();
		this.at += length;
		this.backtracking |= onlyJava;
		both(text);
	}

	private void named(char close) {
		int end = this.pattern.indexOf(close, this.at + 1);
		String name = (end < 0) ? "" : this.pattern.substring(this.at + 1, end);
		if (name.indexOf('-') >= 0) {
			throw invalid("balancing groups are not supported");
		}
		if (!name.matches("[\\p{L}_][\\p{L}\\p{Nd}_]*")) {
			throw invalid(name.matches("\\d+") ? "groups with an explicit number are not supported"
					: "Invalid group name: Group names must begin with a word character");
		}
		this.at = end + 1;
		push();
		this.opened.add(name);
		both("(");
	}

	/** Reads (?i-s) and (?i-s:…). */
	private void inlineOptions() {
		int changed = this.options;
		boolean off = false;
		while (this.at < this.pattern.length()) {
			char c = this.pattern.charAt(this.at++);
			int bit = switch (c) {
				case 'i' -> NetRegex.IGNORE_CASE;
				case 'm' -> NetRegex.MULTILINE;
				case 'n' -> NetRegex.EXPLICIT_CAPTURE;
				case 's' -> NetRegex.SINGLELINE;
				case 'x' -> NetRegex.IGNORE_PATTERN_WHITESPACE;
				default -> 0;
			};
			if (bit != 0) {
				changed = off ? changed & ~bit : changed | bit;
			}
			else if (c == '-') {
				off = true;
			}
			else if (c == '+') {
				off = false;
			}
			else if (c == ':' || c == ')') {
				String flag = ((changed & NetRegex.IGNORE_CASE) != 0) ? "i" : "-i";
				if (c == ':') {
					push();
				}
				both("(?" + flag + c);
				this.options = changed;
				return;
			}
			else {
				break;
			}
		}
		throw invalid("Unrecognized grouping construct");
	}

	private void close() {
		if (this.outerOptions.isEmpty()) {
			throw invalid("Too many )'s");
		}
		this.options = this.outerOptions.pop();
		atom(")");
	}

	private void escape() {
		if (this.at >= this.pattern.length()) {
			throw invalid("Illegal \\ at end of pattern");
		}
		char c = this.pattern.charAt(this.at++);
		switch (c) {
			case 'b', 'B' -> {
				this.wordBoundary = true;
				this.linear.append('\\').append(c);
				this.java.append((c == 'b') ? "(?U:\\b)" : "(?U:\\B)");
				this.quantifiable = false;
			}
			case 'A', 'z' -> {
				both("\\" + c);
				this.quantifiable = false;
			}
			case 'Z' -> {
				beforeFinalLineFeed();
				this.quantifiable = false;
			}
			case 'G' -> {
				this.backtracking = true;
				both("\\G");
				this.quantifiable = false;
			}
			case 'd', 'D', 'w', 'W', 's', 'S' -> atom(RegexEscapes.set(c, has(NetRegex.ECMA_SCRIPT)));
			case 'p', 'P' -> atom(property(c));
			case 'k' -> namedReference();
			default -> {
				if (c >= '1' && c <= '9') {
					numberedReference();
				}
				else {
					RegexEscapes.Character escaped = RegexEscapes.character(this.pattern, this.at - 1);
					this.at = escaped.end();
					literal(escaped.value());
				}
			}
		}
	}

	private String property(char letter) {
		int close = this.pattern.startsWith("{", this.at) ? this.pattern.indexOf('}', this.at) : -1;
		if (close < 0) {
			throw invalid("Incomplete \\p{X} character escape");
		}
		String name = this.pattern.substring(this.at + 1, close);
		this.at = close + 1;
		if (name.startsWith("Is")) {
			this.backtracking = true;
			return "\\" + letter + "{In" + name.substring(2) + "}";
		}
		return "\\" + letter + "{" + name + "}";
	}

	private void namedReference() {
		char open = (this.at < this.pattern.length()) ? this.pattern.charAt(this.at) : '\0';
		int close = (open == '<' || open == '\'') ? this.pattern.indexOf((open == '<') ? '>' : '\'', this.at + 1) : -1;
		if (close < 0) {
			throw invalid("Malformed \\k<...> named back reference");
		}
		String name = this.pattern.substring(this.at + 1, close);
		this.at = close + 1;
		reference(groups().number(name), name);
	}

	private void numberedReference() {
		int start = this.at - 1;
		while (this.at < this.pattern.length() && this.at - start < 3
				&& Character.isDigit(this.pattern.charAt(this.at))) {
			this.at++;
		}
		String digits = this.pattern.substring(start, this.at);
		if (digits.length() > 1 && digits.charAt(0) < '8' && Integer.parseInt(digits) >= groups().count()) {
			RegexEscapes.Character octal = RegexEscapes.character(this.pattern, start);
			this.at = octal.end();
			literal(octal.value());
			return;
		}
		reference(Integer.parseInt(digits), digits);
	}

	private void reference(int number, String name) {
		RegexGroups known = groups();
		if (number <= 0 || number >= known.count()) {
			throw invalid("Reference to undefined group " + name);
		}
		this.backtracking = true;
		List<Integer> engineNumbers = known.engineNumbers(number);
		this.java.append("(?:\\").append(engineNumbers.get(engineNumbers.size() - 1)).append(')');
		this.quantifiable = true;
	}

	private void characterClass() {
		RegexClass set = new RegexClass(this.pattern, this.at, has(NetRegex.ECMA_SCRIPT));
		this.at = set.parse();
		this.backtracking |= set.needsJava();
		this.linear.append(set.text());
		this.java.append(set.text());
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
