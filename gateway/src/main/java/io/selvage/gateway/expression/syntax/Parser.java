package io.selvage.gateway.expression.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parser of the C# subset: recursive descent over all tokens, going back where the
 * language is ambiguous. It knows nothing of types; whether a name is one is decided by
 * the binder.
 */
public final class Parser {

	private final Tokens tokens;

	private final TypeParser types;

	private final ExpressionParser expressions;

	private final StatementParser statements;

	private Parser(List<Token> tokens) {
		this.tokens = new Tokens(tokens);
		this.types = new TypeParser(this.tokens);
		this.expressions = new ExpressionParser(this.tokens, this.types, this);
		this.statements = new StatementParser(this.tokens, this.types, this);
	}

	/**
	 * Parses one expression.
	 * @param text the text without <code>@( )</code>
	 * @return the tree
	 * @throws SyntaxException at the first error
	 */
	public static Expr expression(String text) {
		return guarded(text, () -> {
			Parser parser = new Parser(new Lexer(text, 0, text.length()).readAll());
			Expr expression = parser.expressions.parse();
			parser.expectEnd();
			return expression;
		});
	}

	/**
	 * Parses statements.
	 * @param text the text without <code>@{ }</code>
	 * @return the tree
	 * @throws SyntaxException at the first error
	 */
	public static Stmt.Block statements(String text) {
		return guarded(text, () -> {
			Parser parser = new Parser(new Lexer(text, 0, text.length()).readAll());
			List<Stmt> statements = parser.statements.parseUntilEnd();
			return new Stmt.Block(0, statements, text.length());
		});
	}

	/**
	 * Finds the end of bracketed code inside another text.
	 * @param text any text
	 * @param open the offset of the opening bracket
	 * @return the offset behind the bracket that closes it
	 * @throws SyntaxException if it is not closed, or a literal or comment inside is not
	 */
	public static int endOfBrackets(CharSequence text, int open) {
		return new Lexer(text, open, text.length()).readBracketed();
	}

	private static <T> T guarded(String text, java.util.function.Supplier<T> parse) {
		try {
			return parse.get();
		}
		catch (StackOverflowError tooDeep) {
			throw new SyntaxException("CS8078", "An expression is too long or complex to compile", text.length());
		}
	}

	/** The expression of a hole, with the alignment behind it. */
	record Hole(Expr expression, @Nullable Expr alignment) {
	}

	static Hole holeOf(List<Token> tokens) {
		Parser parser = new Parser(tokens);
		Expr expression = parser.expressions.parse();
		Expr alignment = parser.tokens.skip(",") ? parser.expressions.parse() : null;
		parser.expectEnd();
		return new Hole(expression, alignment);
	}

	private void expectEnd() {
		if (!this.tokens.atEnd()) {
			Token token = this.tokens.peek();
			throw new SyntaxException("CS1525", "Unexpected " + Tokens.quoted(token), token.start());
		}
	}

	Expr parseExpression() {
		return this.expressions.parse();
	}

	Expr.Pattern parsePattern() {
		return this.expressions.pattern();
	}

	Stmt.Block parseBlock() {
		return this.statements.parseBlock();
	}

}
