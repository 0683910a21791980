package io.selvage.gateway.expression.json;

import java.util.function.Supplier;

import io.selvage.gateway.expression.types.ClrException;

/**
 * Takes JSON text apart: blanks and comments, strings, names, numbers. Knows line and
 * column for messages.
 */
final class JsonScanner {

	private final String text;

	private final Supplier<String> path;

	private int at;

	JsonScanner(String text, Supplier<String> path) {
		this.text = text;
		this.path = path;
		this.at = text.startsWith("\uFEFF") ? 1 : 0;
	}

	/** Skips blanks and comments; returns false at the end of the text. */
	boolean skipBlanks() {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c == '/') {
				comment();
			}
			else if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || Character.isWhitespace(c) || c == '\u00A0') {
				this.at++;
			}
			else {
				return true;
			}
		}
		return false;
	}

	private void comment() {
		int end;
		if (this.text.startsWith("/*", this.at)) {
			end = this.text.indexOf("*/", this.at + 2);
			if (end < 0) {
				throw error("Unexpected end while parsing comment.");
			}
			this.at = end + 2;
		}
		else if (this.text.startsWith("//", this.at)) {
			end = this.text.indexOf('\n', this.at);
			this.at = (end < 0) ? this.text.length() : end + 1;
		}
		else {
			throw error("Error parsing comment. Expected '*' or '/'.");
		}
	}

	char peek() {
		return this.text.charAt(this.at);
	}

	char next() {
		return this.text.charAt(this.at++);
	}

	boolean matches(String word) {
		return this.text.startsWith(word, this.at);
	}

	void word(String word) {
		int end = this.at + word.length();
		if (!matches(word) || (end < this.text.length() && !isEnd(this.text.charAt(end)))) {
			throw error("Unexpected character encountered while parsing value: " + peek() + ".");
		}
		this.at = end;
	}

	private static boolean isEnd(char c) {
		return c == ',' || c == '}' || c == ']' || c == ')' || c == '/' || Character.isWhitespace(c);
	}

	String number() {
		int start = this.at;
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || (c >= 'a' && c <= 'f')
					|| (c >= 'A' && c <= 'F') || c == 'x' || c == 'X')) {
				if (!isEnd(c)) {
					throw error("Unexpected character encountered while parsing number: " + c + ".");
				}
				break;
			}
			this.at++;
		}
		return this.text.substring(start, this.at);
	}

	String name() {
		char c = peek();
		return (c == '"' || c == '\'') ? quoted() : identifier();
	}

	String identifier() {
		int start = this.at;
		while (this.at < this.text.length() && isNamePart(this.text.charAt(this.at))) {
			this.at++;
		}
		if (this.at == start) {
			throw error((this.at < this.text.length()) ? "Invalid property identifier character: " + peek() + "."
					: "Unexpected end while reading a name.");
		}
		return this.text.substring(start, this.at);
	}

	private static boolean isNamePart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
	}

	String quoted() {
		char quote = next();
		int start = this.at;
		int end = start;
		while (end < this.text.length() && this.text.charAt(end) != quote && this.text.charAt(end) != '\\') {
			end++;
		}
		if (end < this.text.length() && this.text.charAt(end) == quote) {
			this.at = end + 1;
			return this.text.substring(start, end);
		}
		StringBuilder value = new StringBuilder(end - start + 16).append(this.text, start, end);
		this.at = end;
		while (this.at < this.text.length()) {
			char c = next();
			if (c == quote) {
				return value.toString();
			}
			value.append((c == '\\') ? escape() : c);
		}
		throw error("Unterminated string. Expected delimiter: " + quote + ".");
	}

	private char escape() {
		if (this.at >= this.text.length()) {
			throw error("Unterminated string: it ends in an escape.");
		}
		char c = next();
		return switch (c) {
			case 'b' -> '\b';
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'f' -> '\f';
			case 'r' -> '\r';
			case '\\', '"', '\'', '/' -> c;
			case 'u' -> unicode();
			default -> throw error("Bad JSON escape sequence: \\" + c + ".");
		};
	}

	private char unicode() {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = (this.at < this.text.length()) ? Character.digit(this.text.charAt(this.at), 16) : -1;
			if (digit < 0) {
				throw error("A Unicode escape needs four hexadecimal digits.");
			}
			value = value * 16 + digit;
			this.at++;
		}
		return (char) value;
	}

	ClrException error(String message) {
		int line = 1;
		int column = 0;
		for (int i = 0; i < Math.min(this.at + 1, this.text.length()); i++) {
			column++;
			if (i < this.at && this.text.charAt(i) == '\n') {
				line++;
				column = 0;
			}
		}
		return new ClrException("Newtonsoft.Json.JsonReaderException",
				message + " Path '" + this.path.get() + "', line " + line + ", position " + column + ".");
	}

}
