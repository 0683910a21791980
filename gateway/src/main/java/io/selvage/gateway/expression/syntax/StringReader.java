package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads string and character literals: regular, verbatim, interpolated (whose holes are
 * read as code by a {@link Lexer} of their own) and the combinations.
 */
final class StringReader {

	private final CharSequence text;

	private final int start;

	private final int end;

	private int position;

	StringReader(CharSequence text, int start, int end) {
		this.text = text;
		this.start = start;
		this.end = end;
		this.position = start;
	}

	static boolean startsString(CharSequence text, int at, int end) {
		int quote = at;
		while (quote < end && quote < at + 2 && (text.charAt(quote) == '@' || text.charAt(quote) == '$')) {
			quote++;
		}
		return quote < end && text.charAt(quote) == '"';
	}

	Token read() {
		boolean verbatim = false;
		boolean interpolated = false;
		while (peek() != '"') {
			verbatim |= peek() == '@';
			interpolated |= peek() == '$';
			this.position++;
		}
		this.position++;
		if (interpolated) {
			return interpolated(verbatim);
		}
		StringBuilder value = new StringBuilder();
		while (!atClosingQuote(verbatim, value)) {
			take(verbatim, value);
		}
		return token(Token.Kind.LITERAL, value.toString());
	}

	private Token interpolated(boolean verbatim) {
		List<Token.Part> parts = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		while (!atClosingQuote(verbatim, value)) {
			char c = peek();
			if ((c == '{' || c == '}') && peekNext() == c) {
				value.append(c);
				this.position += 2;
			}
			else if (c == '}') {
				throw new SyntaxException("CS8086", "A '}' in an interpolated string must be doubled: '}}'",
						this.position);
			}
			else if (c == '{') {
				if (!value.isEmpty()) {
					parts.add(new Token.Part(value.toString(), null, null));
					value.setLength(0);
				}
				parts.add(hole(verbatim));
			}
			else {
				take(verbatim, value);
			}
		}
		if (!value.isEmpty()) {
			parts.add(new Token.Part(value.toString(), null, null));
		}
		return token(Token.Kind.INTERPOLATED, parts);
	}

	private Token.Part hole(boolean verbatim) {
		Lexer lexer = new Lexer(this.text, this.position + 1, this.end);
		List<Token> tokens = lexer.readHole();
		this.position = lexer.position();
		String format = null;
		if (peek() == ':') {
			this.position++;
			format = format(verbatim);
		}
		this.position++;
		return new Token.Part("", tokens, format);
	}

	private String format(boolean verbatim) {
		StringBuilder value = new StringBuilder();
		while (true) {
			if (atClosingQuote(verbatim, value)) {
				throw new SyntaxException("CS8076",
						"Missing close delimiter '}' for the hole of an interpolated string", this.position, "}");
			}
			char c = peek();
			boolean doubled = peekNext() == c;
			if (c == '}' && !doubled) {
				return value.toString();
			}
			if (c == '}' || (c == '{' && doubled)) {
				value.append(c);
				this.position += 2;
			}
			else {
				take(verbatim, value);
			}
		}
	}

	/** Steps behind the closing quote if it is next; takes doubled quotes on the way. */
	private boolean atClosingQuote(boolean verbatim, StringBuilder value) {
		while (true) {
			if (this.position >= this.end) {
				throw unterminated(verbatim);
			}
			if (peek() != '"') {
				return false;
			}
			this.position++;
			if (!verbatim || peek() != '"') {
				return true;
			}
			value.append('"');
			this.position++;
		}
	}

	private void take(boolean verbatim, StringBuilder value) {
		char c = peek();
		if (!verbatim && Lexer.isLineEnd(c)) {
			throw new SyntaxException("CS1010", "Unterminated string literal: newline in constant", this.start, "\"");
		}
		if (!verbatim && c == '\\') {
			escape(value);
			return;
		}
		value.append(c);
		this.position++;
	}

	private SyntaxException unterminated(boolean verbatim) {
		return new SyntaxException(verbatim ? "CS1039" : "CS1010", "Unterminated string literal", this.start, "\"");
	}

	Token readCharacter() {
		this.position++;
		StringBuilder value = new StringBuilder();
		if (peek() == '\'') {
			throw new SyntaxException("CS1011", "Empty character literal", this.start);
		}
		if (peek() == '\\') {
			escape(value);
		}
		else if (this.position >= this.end || Lexer.isLineEnd(peek())) {
			throw new SyntaxException("CS1010", "Unterminated character literal: newline in constant", this.start, "'");
		}
		else {
			value.append(peek());
			this.position++;
		}
		if (peek() != '\'' || value.length() != 1) {
			throw new SyntaxException("CS1012",
					"Too many characters in character literal; a string is written with double quotes", this.start);
		}
		this.position++;
		return token(Token.Kind.LITERAL, value.charAt(0));
	}

	private void escape(StringBuilder value) {
		int at = this.position;
		this.position++;
		char c = peek();
		this.position++;
		switch (c) {
			case '\'', '"', '\\' -> value.append(c);
			case '0' -> value.append('\0');
			case 'a' -> value.append('\u0007');
			case 'b' -> value.append('\b');
			case 'f' -> value.append('\f');
			case 'n' -> value.append('\n');
			case 'r' -> value.append('\r');
			case 't' -> value.append('\t');
			case 'v' -> value.append('\u000b');
			case 'u' -> value.append((char) hex(at, 4, 4));
			case 'x' -> value.append((char) hex(at, 1, 4));
			case 'U' -> appendCodePoint(at, value);
			default -> throw new SyntaxException("CS1009", "Unrecognized escape sequence", at);
		}
	}

	private void appendCodePoint(int at, StringBuilder value) {
		int codePoint = hex(at, 8, 8);
		if (!Character.isValidCodePoint(codePoint)) {
			throw new SyntaxException("CS1009", "Unrecognized escape sequence", at);
		}
		value.appendCodePoint(codePoint);
	}

	private int hex(int at, int least, int most) {
		int value = 0;
		int digits = 0;
		while (digits < most && Character.digit(peek(), 16) >= 0 && peek() < 128) {
			value = value * 16 + Character.digit(peek(), 16);
			this.position++;
			digits++;
		}
		if (digits < least) {
			throw new SyntaxException("CS1009", "Unrecognized escape sequence", at);
		}
		return value;
	}

	private Token token(Token.Kind kind, Object value) {
		String source = this.text.subSequence(this.start, this.position).toString();
		Object known = (value instanceof String text) ? text.intern() : value;
		return new Token(kind, source, known, this.start, this.position);
	}

	private char peek() {
		return (this.position < this.end) ? this.text.charAt(this.position) : '\0';
	}

	private char peekNext() {
		return (this.position + 1 < this.end) ? this.text.charAt(this.position + 1) : '\0';
	}

	int position() {
		return this.position;
	}

}
