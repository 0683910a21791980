package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a JSONPath expression and the place where it is read: single characters,
 * words, numbers and quoted texts.
 */
final class JsonPathText {

	private final String text;

	private int at;

	JsonPathText(String text) {
		this.text = text;
	}

	String quoted() {
		char quote = this.text.charAt(this.at++);
		StringBuilder value = new StringBuilder();
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at++);
			if (c == quote) {
				return value.toString();
			}
			if (c == '\\' && this.at < this.text.length()) {
				c = escape(this.text.charAt(this.at++));
			}
			value.append(c);
		}
		throw JsonPath.error("Path ended with an open string.");
	}

	private static char escape(char c) {
		return switch (c) {
			case 'b' -> '\b';
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'f' -> '\f';
			case 'r' -> '\r';
			case '\\', '"', '\'', '/' -> c;
			default -> throw JsonPath.error("Unknown escape character: \\" + c + ".");
		};
	}

	@Nullable Integer integer() {
		int start = this.at;
		if (peek() == '-') {
			this.at++;
		}
		while (peek() >= '0' && peek() <= '9') {
			this.at++;
		}
		try {
			return (this.at == start) ? null : Integer.valueOf(this.text.substring(start, this.at));
		}
		catch (NumberFormatException ex) {
			throw JsonPath.error("The index is not a number.");
		}
	}

	char peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : '\0';
	}

	void skipBlanks() {
		while (peek() == ' ') {
			this.at++;
		}
	}

	boolean taken(char c) {
		if (peek() == c) {
			this.at++;
			return true;
		}
		return false;
	}

	boolean takenWord(String word) {
		skipBlanks();
		if (this.text.startsWith(word, this.at)) {
			this.at += word.length();
			return true;
		}
		return false;
	}

	void expect(char c) {
		if (!taken(c)) {
			throw (this.at >= this.text.length()) ? JsonPath.error("Path ended with open indexer or query.")
					: unexpected();
		}
	}

	ClrException unexpected() {
		return JsonPath.error((this.at >= this.text.length()) ? "Unexpected end while parsing path."
				: "Unexpected character while parsing path: " + peek());
	}

	/** The character here, taken. */
	char next() {
		return this.text.charAt(this.at++);
	}

	boolean atEnd() {
		return this.at >= this.text.length();
	}

	int position() {
		return this.at;
	}

	void position(int position) {
		this.at = position;
	}

	/** The text from a position up to here. */
	String since(int start) {
		return this.text.substring(start, this.at);
	}

	boolean onlyBlanksLeft() {
		return this.text.substring(this.at).isBlank();
	}

}
