package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses declarations of variables, constants and local functions, and the labels of a
 * switch: the places where a type or an expression may stand.
 */
final class DeclarationParser {

	private final Tokens tokens;

	private final TypeParser types;

	private final Parser parser;

	DeclarationParser(Tokens tokens, TypeParser types, Parser parser) {
		this.tokens = tokens;
		this.types = types;
		this.parser = parser;
	}

	/** A declaration statement, if what follows is one: nothing is taken otherwise. */
	@Nullable Stmt tryParse() {
		int mark = this.tokens.mark();
		Token token = this.tokens.peek();
		TypeSyntax type = this.types.tryParse();
		if (type != null && this.tokens.atIdentifier()) {
			if (this.tokens.at(1, "(")) {
				return function(token.start(), type);
			}
			if (this.tokens.at(1, "=") || this.tokens.at(1, ";") || this.tokens.at(1, ",")) {
				Stmt declaration = new Stmt.Declaration(token.start(), type, false, variables());
				this.tokens.expect(";");
				return declaration;
			}
		}
		this.tokens.reset(mark);
		return null;
	}

	/** The declaration of a using statement. */
	Stmt.@Nullable Declaration tryVariables() {
		int mark = this.tokens.mark();
		Token token = this.tokens.peek();
		TypeSyntax type = this.types.tryParse();
		if (type != null && this.tokens.atIdentifier() && this.tokens.at(1, "=")) {
			return new Stmt.Declaration(token.start(), type, false, variables());
		}
		this.tokens.reset(mark);
		return null;
	}

	Stmt constant(int position) {
		TypeSyntax type = this.types.parse();
		Stmt declaration = new Stmt.Declaration(position, type, true, variables());
		this.tokens.expect(";");
		return declaration;
	}

	private List<Stmt.Variable> variables() {
		List<Stmt.Variable> variables = new ArrayList<>();
		do {
			Token name = this.tokens.expectIdentifier();
			variables.add(new Stmt.Variable(name.start(), name.text(), this.tokens.skip("=") ? value() : null));
		}
		while (this.tokens.skip(","));
		return List.copyOf(variables);
	}

	private Expr value() {
		if (!this.tokens.at("{")) {
			return this.parser.parseExpression();
		}
		int position = this.tokens.take().start();
		List<Expr> values = new ArrayList<>();
		while (!this.tokens.at("}")) {
			values.add(value());
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		this.tokens.expect("}");
		return new Expr.ArrayInitializer(position, List.copyOf(values));
	}

	private Stmt function(int position, TypeSyntax returnType) {
		String name = this.tokens.take().text();
		this.tokens.expect("(");
		List<Expr.LambdaParameter> parameters = new ArrayList<>();
		while (!this.tokens.at(")")) {
			if (!parameters.isEmpty()) {
				this.tokens.expect(",");
			}
			Token token = this.tokens.peek();
			TypeSyntax type = this.types.parse();
			parameters.add(new Expr.LambdaParameter(token.start(), this.tokens.expectIdentifier().text(), type));
		}
		this.tokens.expect(")");
		if (this.tokens.skip("=>")) {
			Expr body = this.parser.parseExpression();
			this.tokens.expect(";");
			return new Stmt.Function(position, returnType, name, List.copyOf(parameters), body, null);
		}
		return new Stmt.Function(position, returnType, name, List.copyOf(parameters), null, this.parser.parseBlock());
	}

	Stmt.Label label() {
		Token token = this.tokens.take();
		if (token.is("default")) {
			this.tokens.expect(":");
			return new Stmt.Label(token.start(), null, null);
		}
		Pattern pattern = this.parser.parsePattern();
		Expr when = null;
		if (this.tokens.atWord("when")) {
			this.tokens.take();
			when = this.parser.parseExpression();
		}
		this.tokens.expect(":");
		return new Stmt.Label(token.start(), pattern, when);
	}

}
