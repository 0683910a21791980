package io.selvage.gateway.expression;

import io.selvage.gateway.expression.syntax.Parser;
import io.selvage.gateway.expression.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of an expression that stands unescaped in a policy document, by reading
 * its C# tokens: brackets inside strings, characters and comments do not count, holes of
 * interpolated strings are code again.
 */
public final class ExpressionScanner {

	private ExpressionScanner() {
	}

	/**
	 * Tells whether an expression begins at an offset.
	 * @param document any text
	 * @param offset the offset of a character
	 * @return true at <code>@(</code> and <code>@{</code>
	 */
	public static boolean startsExpression(CharSequence document, int offset) {
		return offset + 1 < document.length() && document.charAt(offset) == '@'
				&& (document.charAt(offset + 1) == '(' || document.charAt(offset + 1) == '{');
	}

	/**
	 * Finds the end of the expression that begins at an offset.
	 * @param document the text of the document
	 * @param offset the offset of the <code>@</code> of <code>@(</code> or
	 * <code>@{</code>
	 * @return where the expression ends, or why that cannot be said
	 */
	public static Scan scan(CharSequence document, int offset) {
		try {
			return new Scan(Parser.endOfBrackets(document, offset + 1), null);
		}
		catch (SyntaxException ex) {
			return new Scan(-1, new Problem(ex.position(), ex.code(), ex.message(), ex.missing()));
		}
	}

	/**
	 * Tells whether a text is a complete expression in correct C# syntax. Names and types
	 * are not looked at.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>; blanks around
	 * it are allowed
	 * @return true if it parses
	 */
	public static boolean parses(String text) {
		return problem(text) == null;
	}

	/**
	 * Looks for the first syntax error of a text.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>
	 * @return the error, or null if it parses
	 */
	public static @Nullable Problem problem(String text) {
		int start = text.length() - text.stripLeading().length();
		String trimmed = text.strip();
		char close = trimmed.startsWith("@(") ? ')' : trimmed.startsWith("@{") ? '}' : '\0';
		if (close == '\0') {
			return new Problem(start, "CS1525", "An expression begins with @( or @{", "@(");
		}
		int shift = start;
		try {
			int end = Parser.endOfBrackets(trimmed, 1);
			if (end != trimmed.length()) {
				return new Problem(start + end, "CS1525", "Unexpected text behind the expression", "");
			}
			shift = start + 2;
			String code = trimmed.substring(2, trimmed.length() - 1);
			if (close == ')') {
				Parser.expression(code);
			}
			else {
				Parser.statements(code);
			}
			return null;
		}
		catch (SyntaxException ex) {
			return new Problem(shift + ex.position(), ex.code(), ex.message(), ex.missing());
		}
	}

	/**
	 * What a scan found.
	 *
	 * @param end the offset behind the closing bracket, or -1
	 * @param problem why there is no end, or null
	 */
	public record Scan(int end, @Nullable Problem problem) {

		/**
		 * Tells whether the end was found.
		 * @return true if {@link #end()} is an offset
		 */
		public boolean found() {
			return this.end >= 0;
		}

	}

	/**
	 * A syntax error.
	 *
	 * @param offset where it is
	 * @param code the number C# gives the error, for example {@code CS1026}
	 * @param message what is wrong
	 * @param missing what would have to be inserted, for example {@code )}; empty if
	 * nothing is known to be missing
	 */
	public record Problem(int offset, String code, String message, String missing) {
	}

}
