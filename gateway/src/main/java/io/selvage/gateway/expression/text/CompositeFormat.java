package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A composite format: text with items <code>{index[,alignment][:format]}</code>; braces
 * are doubled to stand for themselves.
 */
final class CompositeFormat {

	/** A buffer that grows is copied to one twice as large, and once more at the end. */
	private static final long COPIES = 4;

	private final String format;

	private final @Nullable Object[] arguments;

	private final Evaluation evaluation;

	private final StringBuilder text = new StringBuilder();

	private int at;

	CompositeFormat(String format, @Nullable Object[] arguments, Evaluation evaluation) {
		this.format = format;
		this.arguments = arguments;
		this.evaluation = evaluation;
	}

	String write() {
		while (this.at < this.format.length()) {
			char c = this.format.charAt(this.at++);
			if (c == '{' && peek() != '{') {
				item();
				continue;
			}
			if (c == '{' || c == '}') {
				if (peek() != c) {
					throw invalid();
				}
				this.at++;
			}
			this.text.append(c);
		}
		return this.text.toString();
	}

	private void item() {
		int index = number();
		skipBlanks();
		int alignment = 0;
		if (peek() == ',') {
			this.at++;
			skipBlanks();
			boolean left = peek() == '-';
			if (left) {
				this.at++;
			}
			alignment = left ? -number() : number();
			skipBlanks();
		}
		String itemFormat = (peek() == ':') ? itemFormat() : null;
		if (peek() != '}') {
			throw invalid();
		}
		this.at++;
		if (index >= this.arguments.length) {
			throw ClrException.format("Item {" + index + "} of the format has no argument.");
		}
		String value = NetFormat.toString(this.arguments[index], itemFormat);
		long length = Math.max(value.length(), Math.abs((long) alignment));
		this.evaluation.produce(length);
		this.evaluation.allocate(COPIES * (this.text.length() + length));
		this.text.append(NetFormat.align(value, alignment));
	}

	private String itemFormat() {
		StringBuilder item = new StringBuilder();
		this.at++;
		while (this.at < this.format.length()) {
			char c = this.format.charAt(this.at);
			boolean doubled = this.at + 1 < this.format.length() && this.format.charAt(this.at + 1) == c;
			if (c == '}' && !doubled) {
				return item.toString();
			}
			if (c == '{' && !doubled) {
				throw invalid();
			}
			this.at += (c == '{' || c == '}') ? 2 : 1;
			item.append(c);
		}
		throw invalid();
	}

	private int number() {
		int start = this.at;
		int value = 0;
		while (peek() >= '0' && peek() <= '9' && value < 1_000_000) {
			value = value * 10 + (this.format.charAt(this.at++) - '0');
		}
		if (this.at == start) {
			throw invalid();
		}
		return value;
	}

	private void skipBlanks() {
		while (peek() == ' ') {
			this.at++;
		}
	}

	private char peek() {
		return (this.at < this.format.length()) ? this.format.charAt(this.at) : '\0';
	}

	private static ClrException invalid() {
		return ClrException.format(
				"Input string was not in a correct format: a brace of the composite format is not closed or misplaced.");
	}

}
