package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr.Argument;
import io.selvage.gateway.expression.types.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Parses names, literals, calls, element access, lambdas and what else binds tightest.
 */
final class PrimaryParser {

	private final Tokens tokens;

	private final TypeParser types;

	private final ExpressionParser expressions;

	private final Parser parser;

	private final NewParser creations;

	PrimaryParser(Tokens tokens, TypeParser types, ExpressionParser expressions, Parser parser) {
		this.tokens = tokens;
		this.types = types;
		this.expressions = expressions;
		this.parser = parser;
		this.creations = new NewParser(tokens, types, expressions, this);
	}

	Expr parse() {
		return suffixes(start());
	}

	/**
	 * Everything that follows a primary: members, calls, indexes, {@code ++}, {@code ?.}.
	 */
	private Expr suffixes(Expr start) {
		Expr expression = start;
		while (true) {
			Token token = this.tokens.peek();
			if (token.kind() != Token.Kind.OPERATOR) {
				return expression;
			}
			switch (token.text()) {
				case "." -> {
					this.tokens.take();
					expression = member(expression);
				}
				case "(" -> expression = new Expr.Invoke(token.start(), expression, arguments("(", ")"));
				case "[" -> expression = new Expr.Index(token.start(), expression, arguments("[", "]"));
				case "++", "--" -> {
					this.tokens.take();
					expression = new Expr.Postfix(token.start(), token.text(), expression);
				}
				case "?." -> {
					this.tokens.take();
					Expr rest = suffixes(member(new Expr.Receiver(token.start())));
					return new Expr.NullConditional(token.start(), expression, rest);
				}
				case "?" -> {
					if (this.tokens.at(1, ".")) {
						this.tokens.take();
						this.tokens.take();
						Expr rest = suffixes(member(new Expr.Receiver(token.start())));
						return new Expr.NullConditional(token.start(), expression, rest);
					}
					if (!isConditionalIndex()) {
						return expression;
					}
					this.tokens.take();
					Expr.Receiver receiver = new Expr.Receiver(token.start());
					Expr rest = suffixes(new Expr.Index(token.start(), receiver, arguments("[", "]")));
					return new Expr.NullConditional(token.start(), expression, rest);
				}
				default -> {
					return expression;
				}
			}
		}
	}

	/**
	 * {@code a?[0]}: in C# 7 no expression begins with a bracket, so it is no {@code ?:}.
	 */
	private boolean isConditionalIndex() {
		return this.tokens.at(1, "[");
	}

	private Expr member(Expr target) {
		Token name = this.tokens.expectIdentifier();
		return new Expr.Member(name.start(), target, name.text(), this.types.tryArguments());
	}

	private Expr start() {
		Token token = this.tokens.peek();
		return switch (token.kind()) {
			case IDENTIFIER -> name();
			case LITERAL -> {
				this.tokens.take();
				yield new Expr.Literal(token.start(), token.value(), token.text());
			}
			case INTERPOLATED -> interpolated(this.tokens.take());
			case OPERATOR -> {
				if (!token.is("(")) {
					throw this.tokens.invalidTerm();
				}
				yield parenthesized();
			}
			case KEYWORD -> keyword(token);
			case END -> throw this.tokens.invalidTerm();
		};
	}

	private Expr name() {
		Token token = this.tokens.take();
		if (token.text().equals("nameof") && this.tokens.at("(")) {
			this.tokens.take();
			Expr operand = this.expressions.parse();
			this.tokens.expect(")");
			return new Expr.NameOf(token.start(), operand);
		}
		if (token.text().equals("from") && this.tokens.atIdentifier() && this.tokens.at(1, "in")) {
			throw new SyntaxException("CS8025",
					"Query expressions are not supported in policy expressions; call Where, Select, … instead",
					token.start());
		}
		if (token.text().equals("global") && this.tokens.skip("::")) {
			token = this.tokens.expectIdentifier();
		}
		return new Expr.Name(token.start(), token.text(), this.types.tryArguments());
	}

	private Expr keyword(Token token) {
		switch (token.text()) {
			case "true", "false" -> {
				this.tokens.take();
				return new Expr.Literal(token.start(), Boolean.valueOf(token.text()), token.text());
			}
			case "null" -> {
				this.tokens.take();
				return new Expr.Literal(token.start(), null, "null");
			}
			case "new" -> {
				return this.creations.parse();
			}
			case "default" -> {
				this.tokens.take();
				if (!this.tokens.skip("(")) {
					return new Expr.Default(token.start(), null);
				}
				TypeSyntax type = this.types.parse();
				this.tokens.expect(")");
				return new Expr.Default(token.start(), type);
			}
			case "checked", "unchecked" -> {
				this.tokens.take();
				this.tokens.expect("(");
				Expr operand = this.expressions.parse();
				this.tokens.expect(")");
				return new Expr.Checked(token.start(), token.text().equals("checked"), operand);
			}
			case "typeof", "sizeof", "stackalloc", "delegate", "base", "this" -> throw new SyntaxException("CS1525",
					"'" + token.text() + "' is not allowed in policy expressions", token.start());
			default -> {
				if (Keywords.type(token.text()) != null && !token.text().equals("void")) {
					TypeSyntax type = this.types.parseWithoutArray();
					return new Expr.TypeName(token.start(), type);
				}
				throw this.tokens.invalidTerm();
			}
		}
	}

	private Expr parenthesized() {
		int position = this.tokens.take().start();
		Expr inner = this.expressions.parse();
		if (this.tokens.at(",")) {
			throw new SyntaxException("CS8059", "Tuples are not supported in policy expressions",
					this.tokens.peek().start());
		}
		this.tokens.expect(")");
		return new Expr.Parenthesized(position, inner);
	}

	@SuppressWarnings("unchecked")
	private Expr interpolated(Token token) {
		List<Expr.Part> parts = new ArrayList<>();
		for (Token.Part part : (List<Token.Part>) java.util.Objects.requireNonNull(token.value())) {
			List<Token> tokensOfHole = part.hole();
			if (tokensOfHole == null) {
				parts.add(new Expr.Part(part.text(), null, null, null));
			}
			else {
				Parser.Hole hole = Parser.holeOf(tokensOfHole);
				parts.add(new Expr.Part("", hole.expression(), hole.alignment(), part.format()));
			}
		}
		return new Expr.Interpolated(token.start(), List.copyOf(parts));
	}

	List<Argument> arguments(String open, String close) {
		this.tokens.expect(open);
		List<Argument> arguments = new ArrayList<>();
		if (!this.tokens.at(close)) {
			do {
				arguments.add(argument());
			}
			while (this.tokens.skip(","));
		}
		this.tokens.expect(close);
		return List.copyOf(arguments);
	}

	private Argument argument() {
		Token token = this.tokens.peek();
		String name = null;
		if (this.tokens.atIdentifier() && this.tokens.at(1, ":")) {
			name = this.tokens.take().text();
			this.tokens.take();
		}
		if (this.tokens.skip("ref")) {
			return new Argument(token.start(), name, Argument.Mode.REF, this.expressions.unary(), null, null);
		}
		if (!this.tokens.skip("out")) {
			return new Argument(token.start(), name, Argument.Mode.VALUE, this.expressions.parse(), null, null);
		}
		int mark = this.tokens.mark();
		TypeSyntax type = this.types.tryParse();
		if (type != null && this.tokens.atIdentifier()) {
			String variable = this.tokens.take().text();
			return new Argument(token.start(), name, Argument.Mode.OUT, null, type, variable);
		}
		this.tokens.reset(mark);
		return new Argument(token.start(), name, Argument.Mode.OUT, this.expressions.unary(), null, null);
	}

	/** A lambda, if what follows is one: nothing is taken otherwise. */
	@Nullable Expr tryLambda() {
		int position = this.tokens.peek().start();
		List<Expr.LambdaParameter> parameters;
		if (this.tokens.atIdentifier() && this.tokens.at(1, "=>")) {
			parameters = List.of(new Expr.LambdaParameter(position, this.tokens.take().text(), null));
		}
		else if (this.tokens.at("(") && isParameterList()) {
			parameters = parameterList();
		}
		else {
			return null;
		}
		this.tokens.expect("=>");
		return this.tokens.at("{") ? new Expr.Lambda(position, parameters, null, this.parser.parseBlock())
				: new Expr.Lambda(position, parameters, this.expressions.parse(), null);
	}

	private boolean isParameterList() {
		int ahead = 1;
		int depth = 1;
		while (depth > 0) {
			Token token = this.tokens.peek(ahead++);
			if (token.kind() == Token.Kind.END) {
				return false;
			}
			boolean word = token.kind() == Token.Kind.IDENTIFIER || Keywords.type(token.text()) != null;
			if (token.is(")")) {
				depth--;
			}
			else if (!word && !token.is(",") && !token.is("<") && !token.is(">") && !token.is("[") && !token.is("]")
					&& !token.is("?") && !token.is(".")) {
				return false;
			}
		}
		return this.tokens.at(ahead, "=>");
	}

	List<Expr.LambdaParameter> parameterList() {
		this.tokens.expect("(");
		List<Expr.LambdaParameter> parameters = new ArrayList<>();
		while (!this.tokens.at(")")) {
			if (!parameters.isEmpty()) {
				this.tokens.expect(",");
			}
			Token token = this.tokens.peek();
			boolean untyped = this.tokens.atIdentifier() && (this.tokens.at(1, ",") || this.tokens.at(1, ")"));
			TypeSyntax type = untyped ? null : this.types.parse();
			parameters.add(new Expr.LambdaParameter(token.start(), this.tokens.expectIdentifier().text(), type));
		}
		this.tokens.expect(")");
		return List.copyOf(parameters);
	}

}
