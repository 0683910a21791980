package io.selvage.gateway.expression.syntax;

import java.util.List;

/**
 * A cursor over tokens.
 */
final class Tokens {

	private final List<Token> list;

	private int index;

	Tokens(List<Token> list) {
		this.list = list;
	}

	Token peek() {
		return this.list.get(this.index);
	}

	Token peek(int ahead) {
		return this.list.get(Math.min(this.index + ahead, this.list.size() - 1));
	}

	Token take() {
		Token token = peek();
		if (token.kind() != Token.Kind.END) {
			this.index++;
		}
		return token;
	}

	int mark() {
		return this.index;
	}

	void reset(int mark) {
		this.index = mark;
	}

	boolean at(String text) {
		return peek().is(text);
	}

	boolean at(int ahead, String text) {
		return peek(ahead).is(text);
	}

	boolean atIdentifier() {
		return peek().kind() == Token.Kind.IDENTIFIER;
	}

	/** Tells whether the next token is a word that is only a keyword at this place. */
	boolean atWord(String word) {
		return atIdentifier() && peek().text().equals(word);
	}

	boolean atEnd() {
		return peek().kind() == Token.Kind.END;
	}

	boolean skip(String text) {
		if (!at(text)) {
			return false;
		}
		this.index++;
		return true;
	}

	Token expect(String text) {
		if (at(text)) {
			return take();
		}
		String code = switch (text) {
			case ")" -> "CS1026";
			case ";" -> "CS1002";
			case "{" -> "CS1514";
			case "}" -> "CS1513";
			default -> "CS1003";
		};
		throw new SyntaxException(code, text + " expected, found " + quoted(peek()), expectedAt(), text);
	}

	/** C# reports what is missing behind the previous token. */
	private int expectedAt() {
		return (this.index > 0) ? this.list.get(this.index - 1).end() : peek().start();
	}

	Token expectIdentifier() {
		if (atIdentifier()) {
			return take();
		}
		throw new SyntaxException("CS1001", "Identifier expected, found " + quoted(peek()), peek().start());
	}

	SyntaxException invalidTerm() {
		Token token = peek();
		return (token.kind() == Token.Kind.END)
				? new SyntaxException("CS1733", "Expected expression, found the end", token.start())
				: new SyntaxException("CS1525", "Invalid expression term " + quoted(token), token.start());
	}

	static String quoted(Token token) {
		return (token.kind() == Token.Kind.END) ? "the end" : "'" + token.text() + "'";
	}

	/** Tells whether two {@code >} stand together, which makes a shift. */
	boolean atShiftRight() {
		return at(">") && at(1, ">") && peek().end() == peek(1).start();
	}

	boolean atShiftRightAssign() {
		return at(">") && at(1, ">=") && peek().end() == peek(1).start();
	}

}
