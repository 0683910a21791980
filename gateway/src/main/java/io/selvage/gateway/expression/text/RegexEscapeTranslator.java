package io.selvage.gateway.expression.text;

import java.util.List;

/**
 * Translates what a backslash begins: classes, anchors, references to groups.
 */
final class RegexEscapeTranslator {

	private final RegexTranslation state;

	RegexEscapeTranslator(RegexTranslation state) {
		this.state = state;
	}

	void translate() {
		if (this.state.at >= this.state.pattern.length()) {
			throw this.state.invalid("Illegal \\ at end of pattern");
		}
		char c = this.state.pattern.charAt(this.state.at++);
		switch (c) {
			case 'b', 'B' -> {
				this.state.wordBoundary = true;
				this.state.linear.append('\\').append(c);
				this.state.java.append((c == 'b') ? "(?U:\\b)" : "(?U:\\B)");
				this.state.quantifiable = false;
			}
			case 'A', 'z' -> {
				this.state.both("\\" + c);
				this.state.quantifiable = false;
			}
			case 'Z' -> {
				this.state.beforeFinalLineFeed();
				this.state.quantifiable = false;
			}
			case 'G' -> {
				this.state.backtracking = true;
				this.state.both("\\G");
				this.state.quantifiable = false;
			}
			case 'd', 'D', 'w', 'W', 's', 'S' ->
				this.state.atom(RegexEscapes.set(c, this.state.has(NetRegex.ECMA_SCRIPT)));
			case 'p', 'P' -> this.state.atom(property(c));
			case 'k' -> namedReference();
			default -> {
				if (c >= '1' && c <= '9') {
					numberedReference();
				}
				else {
					RegexEscapes.Character escaped = RegexEscapes.character(this.state.pattern, this.state.at - 1);
					this.state.at = escaped.end();
					this.state.literal(escaped.value());
				}
			}
		}
	}

	private String property(char letter) {
		int close = this.state.pattern.startsWith("{", this.state.at) ? this.state.pattern.indexOf('}', this.state.at)
				: -1;
		if (close < 0) {
			throw this.state.invalid("Incomplete \\p{X} character escape");
		}
		String name = this.state.pattern.substring(this.state.at + 1, close);
		this.state.at = close + 1;
		if (name.startsWith("Is")) {
			this.state.backtracking = true;
			return "\\" + letter + "{In" + name.substring(2) + "}";
		}
		return "\\" + letter + "{" + name + "}";
	}

	private void namedReference() {
		char open = (this.state.at < this.state.pattern.length()) ? this.state.pattern.charAt(this.state.at) : '\0';
		int close = (open == '<' || open == '\'')
				? this.state.pattern.indexOf((open == '<') ? '>' : '\'', this.state.at + 1) : -1;
		if (close < 0) {
			throw this.state.invalid("Malformed \\k<...> named back reference");
		}
		String name = this.state.pattern.substring(this.state.at + 1, close);
		this.state.at = close + 1;
		reference(this.state.groups().number(name), name);
	}

	private void numberedReference() {
		int start = this.state.at - 1;
		while (this.state.at < this.state.pattern.length() && this.state.at - start < 3
				&& Character.isDigit(this.state.pattern.charAt(this.state.at))) {
			this.state.at++;
		}
		String digits = this.state.pattern.substring(start, this.state.at);
		if (digits.length() > 1 && digits.charAt(0) < '8' && Integer.parseInt(digits) >= this.state.groups().count()) {
			RegexEscapes.Character octal = RegexEscapes.character(this.state.pattern, start);
			this.state.at = octal.end();
			this.state.literal(octal.value());
			return;
		}
		reference(Integer.parseInt(digits), digits);
	}

	private void reference(int number, String name) {
		RegexGroups known = this.state.groups();
		if (number <= 0 || number >= known.count()) {
			throw this.state.invalid("Reference to undefined group " + name);
		}
		this.state.backtracking = true;
		List<Integer> engineNumbers = known.engineNumbers(number);
		this.state.java.append("(?:\\").append(engineNumbers.get(engineNumbers.size() - 1)).append(')');
		this.state.quantifiable = true;
	}

}
