package io.selvage.gateway.expression.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Splits C# text into tokens. Two things end it: the end of the text, or (when it reads
 * an expression that is embedded in a document, or the hole of an interpolated string)
 * the bracket that closes the outermost one. Brackets are kept on a stack, so that the
 * first one that does not match is the error.
 */
final class Lexer {

	static final int MAX_NESTING = 400;

	private static final Set<String> KEYWORDS = Set.of("abstract", "as", "base", "bool", "break", "byte", "case",
			"catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double",
			"else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach",
			"goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new",
			"null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly",
			"ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch",
			"this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
			"virtual", "void", "volatile", "while");

	/** Longest first. {@code >>} is left to the parser because of type arguments. */
	private static final String[] OPERATORS = { "<<=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--",
			"+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", "->", "::" };

	private static final String SINGLE = "+-*/%&|^!~=<>?:;,.()[]{}";

	private final CharSequence text;

	private final int end;

	private final List<Token> tokens = new ArrayList<>();

	private final Deque<Token> brackets = new ArrayDeque<>();

	private int position;

	Lexer(CharSequence text, int start, int end) {
		this.text = text;
		this.position = start;
		this.end = end;
	}

	/** Reads to the end of the text. */
	List<Token> readAll() {
		while (next()) {
			checkClosing();
		}
		Token open = this.brackets.peek();
		if (open != null) {
			throw unclosed(open);
		}
		this.tokens.add(new Token(Token.Kind.END, "", null, this.end, this.end));
		return this.tokens;
	}

	/**
	 * Reads one bracketed text, beginning with its opening bracket.
	 * @return the offset behind the closing bracket
	 */
	int readBracketed() {
		while (next()) {
			checkClosing();
			if (this.brackets.isEmpty()) {
				return this.position;
			}
		}
		throw unclosed(this.brackets.getLast());
	}

	/**
	 * Reads the hole of an interpolated string, up to its <code>}</code> or the colon of
	 * its format.
	 */
	List<Token> readHole() {
		while (true) {
			skipBlanks();
			char c = peek(0);
			if (this.brackets.isEmpty() && (c == '}' || (c == ':' && peek(1) != ':'))) {
				this.tokens.add(new Token(Token.Kind.END, "", null, this.position, this.position));
				return this.tokens;
			}
			if (!next()) {
				throw new SyntaxException("CS8076",
						"Missing close delimiter '}' for the hole of an interpolated string", this.end, "}");
			}
			checkClosing();
		}
	}

	int position() {
		return this.position;
	}

	private void checkClosing() {
		Token token = this.tokens.get(this.tokens.size() - 1);
		if (token.kind() != Token.Kind.OPERATOR || token.text().length() != 1) {
			return;
		}
		switch (token.text().charAt(0)) {
			case '(', '[', '{' -> {
				this.brackets.push(token);
				if (this.brackets.size() > MAX_NESTING) {
					throw new SyntaxException("CS8078", "An expression is too long or complex to compile",
							token.start());
				}
			}
			case ')', ']', '}' -> {
				Token open = this.brackets.poll();
				if (open == null) {
					throw new SyntaxException("CS1525", "Unexpected '" + token.text() + "'", token.start());
				}
				if (!closing(open).equals(token.text())) {
					throw new SyntaxException(codeOf(open), closing(open) + " expected before '" + token.text() + "'",
							token.start(), closing(open));
				}
			}
			default -> {
			}
		}
	}

	private SyntaxException unclosed(Token open) {
		StringBuilder missing = new StringBuilder();
		Deque<Token> copy = new ArrayDeque<>(this.brackets);
		copy.forEach((token) -> missing.append(closing(token)));
		return new SyntaxException(codeOf(open), closing(open) + " expected", this.end, missing.toString());
	}

	private static String closing(Token open) {
		return open.text().equals("(") ? ")" : open.text().equals("[") ? "]" : "}";
	}

	private static String codeOf(Token open) {
		return open.text().equals("(") ? "CS1026" : open.text().equals("[") ? "CS1003" : "CS1513";
	}

	private boolean next() {
		skipBlanks();
		if (this.position >= this.end) {
			return false;
		}
		int start = this.position;
		char c = peek(0);
		if (StringReader.startsString(this.text, start, this.end)) {
			StringReader reader = new StringReader(this.text, start, this.end);
			this.tokens.add(reader.read());
			this.position = reader.position();
		}
		else if (c == '\'') {
			StringReader reader = new StringReader(this.text, start, this.end);
			this.tokens.add(reader.readCharacter());
			this.position = reader.position();
		}
		else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
			Token number = NumberReader.read(this.text, start, this.end);
			this.tokens.add(number);
			this.position = number.end();
		}
		else if (isIdentifierStart(c) || (c == '@' && isIdentifierStart(peek(1)))) {
			identifier(c == '@');
		}
		else {
			operator(c);
		}
		return true;
	}

	private void identifier(boolean verbatim) {
		int start = this.position;
		int from = verbatim ? start + 1 : start;
		int to = from;
		while (to < this.end && isIdentifierPart(this.text.charAt(to))) {
			to++;
		}
		String name = this.text.subSequence(from, to).toString();
		Token.Kind kind = (!verbatim && KEYWORDS.contains(name)) ? Token.Kind.KEYWORD : Token.Kind.IDENTIFIER;
		this.position = to;
		this.tokens.add(new Token(kind, name, null, start, to));
	}

	private void operator(char c) {
		int start = this.position;
		String found = null;
		for (String operator : OPERATORS) {
			if (start + operator.length() <= this.end
					&& operator.contentEquals(this.text.subSequence(start, start + operator.length()))) {
				found = operator;
				break;
			}
		}
		if (found != null && found.equals("?.") && isDigit(peek(2))) {
			found = null;
		}
		if (found == null) {
			if (SINGLE.indexOf(c) < 0) {
				throw new SyntaxException("CS1056", "Unexpected character '" + c + "'", start);
			}
			found = String.valueOf(c);
		}
		this.position = start + found.length();
		this.tokens.add(new Token(Token.Kind.OPERATOR, found, null, start, this.position));
	}

	private void skipBlanks() {
		while (this.position < this.end) {
			char c = this.text.charAt(this.position);
			if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
				this.position++;
			}
			else if (c == '/' && peek(1) == '/') {
				skipLine();
			}
			else if (c == '/' && peek(1) == '*') {
				skipComment();
			}
			else if (c == '#' && isDirective()) {
				skipLine();
			}
			else {
				return;
			}
		}
	}

	private boolean isDirective() {
		String rest = this.text.subSequence(this.position, Math.min(this.end, this.position + 10)).toString();
		return rest.startsWith("#region") || rest.startsWith("#endregion");
	}

	private void skipLine() {
		while (this.position < this.end && !isLineEnd(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private void skipComment() {
		int start = this.position;
		this.position += 2;
		while (this.position < this.end) {
			if (peek(0) == '*' && peek(1) == '/') {
				this.position += 2;
				return;
			}
			this.position++;
		}
		throw new SyntaxException("CS1035", "The comment is not closed: '*/' expected", start, "*/");
	}

	private char peek(int ahead) {
		int at = this.position + ahead;
		return (at < this.end) ? this.text.charAt(at) : '\0';
	}

	static boolean isLineEnd(char c) {
		return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085';
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isIdentifierStart(char c) {
		return c == '_' || Character.isLetter(c);
	}

	static boolean isIdentifierPart(char c) {
		return c == '_' || Character.isLetterOrDigit(c);
	}

}
