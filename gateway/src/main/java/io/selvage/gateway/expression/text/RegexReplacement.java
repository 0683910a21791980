package io.selvage.gateway.expression.text;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A replacement pattern: literals, <code>$n</code>, <code>${name}</code>,
 * <code>$$</code>, <code>$&amp;</code>, <code>$`</code>, <code>$'</code>, <code>$+</code>
 * and <code>$_</code>.
 */
final class RegexReplacement {

	private final List<NetRegex.Evaluator> parts = new ArrayList<>();

	private final StringBuilder literal = new StringBuilder();

	private RegexReplacement() {
	}

	static RegexReplacement compile(@Nullable String replacement, RegexGroups groups) {
		if (replacement == null) {
			throw ClrException.argumentNull("replacement");
		}
		RegexReplacement compiled = new RegexReplacement();
		int at = 0;
		while (at < replacement.length()) {
			char c = replacement.charAt(at);
			int length = (c == '$') ? compiled.substitution(replacement, at, groups) : 0;
			if (length == 0) {
				compiled.literal.append(c);
				length = 1;
			}
			at += length;
		}
		compiled.flush();
		return compiled;
	}

	private int substitution(String replacement, int at, RegexGroups groups) {
		if (at + 1 >= replacement.length()) {
			return 0;
		}
		char c = replacement.charAt(at + 1);
		switch (c) {
			case '$' -> {
				this.literal.append('$');
				return 2;
			}
			case '&' -> {
				return part(2, (match, text) -> text.append(match.value()));
			}
			case '`' -> {
				return part(2, (match, text) -> text.append(match.input(), 0, match.index()));
			}
			case '\'' -> {
				return part(2, (match, text) -> text.append(match.input(), match.index() + match.length(),
						match.input().length()));
			}
			case '_' -> {
				return part(2, (match, text) -> text.append(match.input()));
			}
			case '+' -> {
				int last = groups.count() - 1;
				return part(2, (match, text) -> text.append(match.group(last).value()));
			}
			case '{' -> {
				int close = replacement.indexOf('}', at);
				String name = (close < 0) ? "" : replacement.substring(at + 2, close);
				return (groups.number(name) < 0) ? 0 : group(groups.number(name), close + 1 - at);
			}
			default -> {
				return numbered(replacement, at, groups);
			}
		}
	}

	private int numbered(String replacement, int at, RegexGroups groups) {
		int end = at + 1;
		int number = -1;
		int length = 0;
		int value = 0;
		while (end < replacement.length() && Character.isDigit(replacement.charAt(end)) && value < 100_000) {
			value = value * 10 + (replacement.charAt(end++) - '0');
			if (value < groups.count()) {
				number = value;
				length = end - at;
			}
		}
		return (number < 0) ? 0 : group(number, length);
	}

	private int group(int number, int length) {
		return part(length, (match, text) -> text.append(match.group(number).value()));
	}

	private int part(int length, NetRegex.Evaluator part) {
		flush();
		this.parts.add(part);
		return length;
	}

	private void flush() {
		if (!this.literal.isEmpty()) {
			String text = this.literal.toString();
			this.parts.add((match, target) -> target.append(text));
			this.literal.setLength(0);
		}
	}

	void append(RegexMatch match, StringBuilder text, @Nullable Evaluation evaluation) {
		for (NetRegex.Evaluator part : this.parts) {
			if (evaluation != null) {
				evaluation.allocate(NetRegex.COPIES * ((long) text.length() + match.input().length()));
			}
			part.append(match, text);
		}
	}

}
