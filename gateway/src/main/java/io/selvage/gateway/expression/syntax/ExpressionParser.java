package io.selvage.gateway.expression.syntax;

import java.util.Map;

import io.selvage.gateway.expression.syntax.Expr.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses operators by precedence; what they connect is left to {@link PrimaryParser}.
 */
final class ExpressionParser {

	private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(Map.entry("||", 2), Map.entry("&&", 3),
			Map.entry("|", 4), Map.entry("^", 5), Map.entry("&", 6), Map.entry("==", 7), Map.entry("!=", 7),
			Map.entry("<", 8), Map.entry(">", 8), Map.entry("<=", 8), Map.entry(">=", 8), Map.entry("is", 8),
			Map.entry("as", 8), Map.entry("<<", 9), Map.entry(">>", 9), Map.entry("+", 10), Map.entry("-", 10),
			Map.entry("*", 11), Map.entry("/", 11), Map.entry("%", 11));

	private final Tokens tokens;

	private final TypeParser types;

	private final PrimaryParser primaries;

	ExpressionParser(Tokens tokens, TypeParser types, Parser parser) {
		this.tokens = tokens;
		this.types = types;
		this.primaries = new PrimaryParser(tokens, types, this, parser);
	}

	Expr parse() {
		Expr lambda = this.primaries.tryLambda();
		if (lambda != null) {
			return lambda;
		}
		if (this.tokens.at("throw")) {
			int position = this.tokens.take().start();
			return new Expr.Throw(position, parse());
		}
		Expr left = conditional();
		Token token = this.tokens.peek();
		String operator = assignment();
		return (operator != null) ? new Expr.Assign(token.start(), operator, left, parse()) : left;
	}

	private @Nullable String assignment() {
		if (this.tokens.atShiftRightAssign()) {
			this.tokens.take();
			this.tokens.take();
			return ">>=";
		}
		Token token = this.tokens.peek();
		if (token.kind() == Token.Kind.OPERATOR) {
			switch (token.text()) {
				case "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=" -> {
					this.tokens.take();
					return token.text();
				}
				default -> {
				}
			}
		}
		return null;
	}

	private Expr conditional() {
		Expr condition = coalesce();
		if (!this.tokens.at("?")) {
			return condition;
		}
		int position = this.tokens.take().start();
		Expr whenTrue = parse();
		this.tokens.expect(":");
		Expr whenFalse = parse();
		return new Expr.Ternary(position, condition, whenTrue, whenFalse);
	}

	private Expr coalesce() {
		Expr left = binary(2);
		if (!this.tokens.at("??")) {
			return left;
		}
		int position = this.tokens.take().start();
		Expr right = this.tokens.at("throw") ? parse() : coalesce();
		return new Expr.Binary(position, "??", left, right);
	}

	private Expr binary(int least) {
		Expr left = unary();
		while (true) {
			String operator = binaryOperator();
			Integer precedence = PRECEDENCE.get(operator);
			if (precedence == null || precedence < least) {
				return left;
			}
			int position = this.tokens.take().start();
			if (operator.equals(">>")) {
				this.tokens.take();
			}
			left = switch (operator) {
				case "is" -> new Expr.Is(position, left, pattern());
				case "as" -> new Expr.As(position, left, testedType());
				default -> new Expr.Binary(position, operator, left, binary(precedence + 1));
			};
		}
	}

	private String binaryOperator() {
		if (this.tokens.atShiftRightAssign()) {
			return "";
		}
		if (this.tokens.atShiftRight()) {
			return ">>";
		}
		Token token = this.tokens.peek();
		boolean operator = token.kind() == Token.Kind.OPERATOR || token.kind() == Token.Kind.KEYWORD;
		return operator ? token.text() : "";
	}

	/**
	 * The type behind {@code is} and {@code as}: a question mark is a nullable type only
	 * if no expression follows, otherwise the beginning of {@code ?:}.
	 */
	private TypeSyntax testedType() {
		TypeSyntax type = this.types.parse();
		if (type instanceof TypeSyntax.NullableOf nullable && startsOperand()) {
			this.tokens.reset(this.tokens.mark() - 1);
			return nullable.element();
		}
		return type;
	}

	private boolean startsOperand() {
		Token token = this.tokens.peek();
		return switch (token.kind()) {
			case IDENTIFIER, LITERAL, INTERPOLATED -> true;
			case KEYWORD -> !token.is("is") && !token.is("as");
			case OPERATOR -> token.is("(") || token.is("!") || token.is("-") || token.is("+") || token.is("~")
					|| token.is("++") || token.is("--");
			case END -> false;
		};
	}

	/** What stands behind {@code is} or {@code case}. */
	Pattern pattern() {
		Token token = this.tokens.peek();
		int mark = this.tokens.mark();
		TypeSyntax type = this.types.tryParse();
		if (type != null) {
			if (type instanceof TypeSyntax.NullableOf nullable && startsOperand()) {
				this.tokens.reset(this.tokens.mark() - 1);
				type = nullable.element();
			}
			if (this.tokens.atIdentifier() && !this.tokens.atWord("when")) {
				return new Pattern.OfType(token.start(), type, this.tokens.take().text());
			}
			if (isSurelyType(type)) {
				return new Pattern.OfType(token.start(), type, null);
			}
		}
		this.tokens.reset(mark);
		return new Pattern.Constant(token.start(), binary(9));
	}

	private boolean isSurelyType(TypeSyntax type) {
		if (!(type instanceof TypeSyntax.Named named)) {
			return true;
		}
		boolean keyword = io.selvage.gateway.expression.types.Keywords.type(named.parts().get(0).name()) != null;
		return (keyword && !this.tokens.at(".")) || !named.parts().get(named.parts().size() - 1).arguments().isEmpty();
	}

	Expr unary() {
		Token token = this.tokens.peek();
		if (token.kind() == Token.Kind.OPERATOR) {
			switch (token.text()) {
				case "+", "-", "!", "~", "++", "--" -> {
					this.tokens.take();
					return new Expr.Unary(token.start(), token.text(), unary());
				}
				case "(" -> {
					Expr cast = tryCast();
					if (cast != null) {
						return cast;
					}
				}
				case "&", "*" -> throw new SyntaxException("CS0214", "Pointers are not allowed in policy expressions",
						token.start());
				default -> {
				}
			}
		}
		if (this.tokens.atWord("await") && this.tokens.peek(1).kind() == Token.Kind.IDENTIFIER) {
			throw new SyntaxException("CS4033", "'await' is not allowed in policy expressions", token.start());
		}
		return this.primaries.parse();
	}

	private @Nullable Expr tryCast() {
		int mark = this.tokens.mark();
		int position = this.tokens.take().start();
		TypeSyntax type = this.types.tryParse();
		if (type != null && this.tokens.skip(")") && isCast(type)) {
			return new Expr.Cast(position, type, unary());
		}
		this.tokens.reset(mark);
		return null;
	}

	/**
	 * Whether {@code (type)} is a cast: C# language specification, "cast expressions".
	 */
	private boolean isCast(TypeSyntax type) {
		Token next = this.tokens.peek();
		boolean keyword = type instanceof TypeSyntax.Named named
				&& io.selvage.gateway.expression.types.Keywords.type(named.parts().get(0).name()) != null;
		if (keyword) {
			return startsOperand();
		}
		if (!(type instanceof TypeSyntax.Named)) {
			return startsOperand();
		}
		return switch (next.kind()) {
			case IDENTIFIER, LITERAL, INTERPOLATED -> true;
			case KEYWORD -> !next.is("is") && !next.is("as") && !next.is("in");
			case OPERATOR -> next.is("(") || next.is("!") || next.is("~");
			case END -> false;
		};
	}

}
