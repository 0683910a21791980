package io.selvage.gateway.expression.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Translates groups: captures, assertions, names, options in the pattern.
 */
final class RegexGrouping {

	private static final int DEEPEST = 200;

	private final RegexTranslation state;

	private final Deque<Integer> outerOptions = new ArrayDeque<>();

	RegexGrouping(RegexTranslation state) {
		this.state = state;
	}

	boolean isOpen() {
		return !this.outerOptions.isEmpty();
	}

	void open() {
		if (this.outerOptions.size() >= DEEPEST) {
			throw this.state.invalid("it is nested too deeply");
		}
		this.state.quantifiable = false;
		if (!this.state.pattern.startsWith("?", this.state.at)) {
			push();
			if (this.state.has(NetRegex.EXPLICIT_CAPTURE)) {
				this.state.both("(?:");
			}
			else {
				this.state.opened.add("");
				this.state.both("(");
			}
			return;
		}
		this.state.at++;
		char c = (this.state.at < this.state.pattern.length()) ? this.state.pattern.charAt(this.state.at) : '\0';
		switch (c) {
			case '#' -> {
				int end = this.state.pattern.indexOf(')', this.state.at);
				if (end < 0) {
					throw this.state.invalid("Unterminated (?#...) comment");
				}
				this.state.at = end + 1;
				this.state.quantifiable = true;
			}
			case ':' -> group("(?:", 1, false);
			case '=' -> group("(?=", 1, true);
			case '!' -> group("(?!", 1, true);
			case '>' -> group("(?>", 1, true);
			case '<' -> {
				if (this.state.pattern.startsWith("<=", this.state.at)
						|| this.state.pattern.startsWith("<!", this.state.at)) {
					group("(?" + this.state.pattern.substring(this.state.at, this.state.at + 2), 2, true);
				}
				else {
					named('>');
				}
			}
			case '\'' -> named('\'');
			case '(' -> throw this.state.invalid("conditional alternation (?(...)yes|no) is not supported");
			default -> inlineOptions();
		}
	}

	private void push() {
		this.outerOptions.push(this.state.options);
	}

	private void group(String text, int length, boolean onlyJava) {
		push();
		this.state.at += length;
		this.state.backtracking |= onlyJava;
		this.state.both(text);
	}

	private void named(char close) {
		int end = this.state.pattern.indexOf(close, this.state.at + 1);
		String name = (end < 0) ? "" : this.state.pattern.substring(this.state.at + 1, end);
		if (name.indexOf('-') >= 0) {
			throw this.state.invalid("balancing groups are not supported");
		}
		if (!name.matches("[\\p{L}_][\\p{L}\\p{Nd}_]*")) {
			throw this.state.invalid(name.matches("\\d+") ? "groups with an explicit number are not supported"
					: "Invalid group name: Group names must begin with a word character");
		}
		this.state.at = end + 1;
		push();
		this.state.opened.add(name);
		this.state.both("(");
	}

	/** Reads (?i-s) and (?i-s:…). */
	private void inlineOptions() {
		int changed = this.state.options;
		boolean off = false;
		while (this.state.at < this.state.pattern.length()) {
			char c = this.state.pattern.charAt(this.state.at++);
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
				this.state.both("(?" + flag + c);
				this.state.options = changed;
				return;
			}
			else {
				break;
			}
		}
		throw this.state.invalid("Unrecognized grouping construct");
	}

	void close() {
		if (this.outerOptions.isEmpty()) {
			throw this.state.invalid("Too many )'s");
		}
		this.state.options = this.outerOptions.pop();
		this.state.atom(")");
	}

}
