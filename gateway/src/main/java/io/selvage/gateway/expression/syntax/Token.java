package io.selvage.gateway.expression.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A token of C#.
 *
 * @param kind what it is
 * @param text an identifier without its {@code @}, a keyword or operator; for a number
 * its digits
 * @param value the value of a literal, the parts of an interpolated string, else null
 * @param start the offset of its first character
 * @param end the offset behind its last character
 */
public record Token(Kind kind, String text, @Nullable Object value, int start, int end) {

	/**
	 * Kinds of tokens.
	 */
	public enum Kind {

		/** A name. */
		IDENTIFIER,

		/** A reserved word. */
		KEYWORD,

		/** A number, string or character. */
		LITERAL,

		/** A string with holes; the value is a list of {@link Part}. */
		INTERPOLATED,

		/** An operator or bracket. */
		OPERATOR,

		/** The end of the text. */
		END

	}

	/**
	 * A part of an interpolated string.
	 *
	 * @param text the text of a literal part, unescaped
	 * @param hole the tokens of a hole, ending with {@link Kind#END}; null for text
	 * @param format the format of a hole, or null
	 */
	public record Part(String text, @Nullable List<Token> hole, @Nullable String format) {
	}

	boolean is(String operatorOrKeyword) {
		return (this.kind == Kind.OPERATOR || this.kind == Kind.KEYWORD) && this.text.equals(operatorOrKeyword);
	}

	String describe() {
		return switch (this.kind) {
			case END -> "end of expression";
			case LITERAL -> (this.value instanceof String) ? "string literal" : this.text;
			case INTERPOLATED -> "string literal";
			default -> this.text;
		};
	}
}
