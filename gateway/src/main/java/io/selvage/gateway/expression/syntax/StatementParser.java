package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parses statements.
 */
final class StatementParser {

	private final Tokens tokens;

	private final TypeParser types;

	private final Parser parser;

	private final DeclarationParser declarations;

	StatementParser(Tokens tokens, TypeParser types, Parser parser) {
		this.tokens = tokens;
		this.types = types;
		this.parser = parser;
		this.declarations = new DeclarationParser(tokens, types, parser);
	}

	List<Stmt> parseUntilEnd() {
		List<Stmt> statements = new ArrayList<>();
		while (!this.tokens.atEnd()) {
			statements.add(parse());
		}
		return List.copyOf(statements);
	}

	Stmt.Block parseBlock() {
		int position = this.tokens.expect("{").start();
		List<Stmt> statements = new ArrayList<>();
		while (!this.tokens.at("}") && !this.tokens.atEnd()) {
			statements.add(parse());
		}
		Token close = this.tokens.expect("}");
		return new Stmt.Block(position, List.copyOf(statements), close.start());
	}

	Stmt parse() {
		Token token = this.tokens.peek();
		if (token.kind() == Token.Kind.KEYWORD) {
			Stmt statement = keyword(token);
			if (statement != null) {
				return statement;
			}
		}
		if (token.is("{")) {
			return parseBlock();
		}
		if (token.is(";")) {
			this.tokens.take();
			return new Stmt.Empty(token.start());
		}
		if (this.tokens.atWord("yield") && (this.tokens.at(1, "return") || this.tokens.at(1, "break"))) {
			throw refused(token, "CS1621");
		}
		Stmt declaration = this.declarations.tryParse();
		if (declaration != null) {
			return declaration;
		}
		Expr expression = this.parser.parseExpression();
		this.tokens.expect(";");
		return new Stmt.Expression(token.start(), expression);
	}

	private @Nullable Stmt keyword(Token token) {
		int position = token.start();
		return switch (token.text()) {
			case "if" -> ifStatement(position);
			case "while" -> {
				this.tokens.take();
				Expr condition = condition();
				yield new Stmt.While(position, condition, parse());
			}
			case "do" -> doStatement(position);
			case "for" -> forStatement(position);
			case "foreach" -> forEach(position);
			case "switch" -> switchStatement(position);
			case "try" -> tryStatement(position);
			case "using" -> using(position);
			case "return" -> {
				this.tokens.take();
				Expr value = this.tokens.at(";") ? null : this.parser.parseExpression();
				this.tokens.expect(";");
				yield new Stmt.Return(position, value);
			}
			case "throw" -> {
				this.tokens.take();
				Expr value = this.tokens.at(";") ? null : this.parser.parseExpression();
				this.tokens.expect(";");
				yield new Stmt.Throw(position, value);
			}
			case "break" -> {
				endOfSimple();
				yield new Stmt.Break(position);
			}
			case "continue" -> {
				endOfSimple();
				yield new Stmt.Continue(position);
			}
			case "checked", "unchecked" -> {
				if (!this.tokens.at(1, "{")) {
					yield null;
				}
				this.tokens.take();
				yield new Stmt.Checked(position, token.text().equals("checked"), parseBlock());
			}
			case "const" -> {
				this.tokens.take();
				yield this.declarations.constant(position);
			}
			case "unsafe", "fixed", "lock", "goto" -> throw refused(token, "CS0227");
			default -> null;
		};
	}

	private static SyntaxException refused(Token token, String code) {
		return new SyntaxException(code, "'" + token.text() + "' is not allowed in policy expressions", token.start());
	}

	private void endOfSimple() {
		this.tokens.take();
		this.tokens.expect(";");
	}

	private Expr condition() {
		this.tokens.expect("(");
		Expr condition = this.parser.parseExpression();
		this.tokens.expect(")");
		return condition;
	}

	private Stmt ifStatement(int position) {
		this.tokens.take();
		Expr condition = condition();
		Stmt then = parse();
		return new Stmt.If(position, condition, then, this.tokens.skip("else") ? parse() : null);
	}

	private Stmt doStatement(int position) {
		this.tokens.take();
		Stmt body = parse();
		this.tokens.expect("while");
		Expr condition = condition();
		this.tokens.expect(";");
		return new Stmt.Do(position, body, condition);
	}

	private Stmt forStatement(int position) {
		this.tokens.take();
		this.tokens.expect("(");
		List<Stmt> initializers = new ArrayList<>();
		if (!this.tokens.skip(";")) {
			Stmt declaration = this.declarations.tryParse();
			if (declaration != null) {
				initializers.add(declaration);
			}
			else {
				expressions(";").forEach((step) -> initializers.add(new Stmt.Expression(step.position(), step)));
				this.tokens.expect(";");
			}
		}
		Expr condition = this.tokens.at(";") ? null : this.parser.parseExpression();
		this.tokens.expect(";");
		List<Expr> steps = expressions(")");
		this.tokens.expect(")");
		return new Stmt.For(position, List.copyOf(initializers), condition, steps, parse());
	}

	private List<Expr> expressions(String end) {
		List<Expr> list = new ArrayList<>();
		while (!this.tokens.at(end)) {
			list.add(this.parser.parseExpression());
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		return List.copyOf(list);
	}

	private Stmt forEach(int position) {
		this.tokens.take();
		this.tokens.expect("(");
		TypeSyntax type = this.types.parse();
		String name = this.tokens.expectIdentifier().text();
		this.tokens.expect("in");
		Expr source = this.parser.parseExpression();
		this.tokens.expect(")");
		return new Stmt.ForEach(position, type, name, source, parse());
	}

	private Stmt switchStatement(int position) {
		this.tokens.take();
		Expr value = condition();
		this.tokens.expect("{");
		List<Stmt.SwitchSection> sections = new ArrayList<>();
		while (this.tokens.at("case") || this.tokens.at("default")) {
			List<Stmt.Label> labels = new ArrayList<>();
			while (this.tokens.at("case") || this.tokens.at("default")) {
				labels.add(this.declarations.label());
			}
			List<Stmt> statements = new ArrayList<>();
			while (!this.tokens.at("case") && !this.tokens.at("default") && !this.tokens.at("}")) {
				statements.add(parse());
			}
			sections.add(new Stmt.SwitchSection(List.copyOf(labels), List.copyOf(statements)));
		}
		this.tokens.expect("}");
		return new Stmt.Switch(position, value, List.copyOf(sections));
	}

	private Stmt tryStatement(int position) {
		this.tokens.take();
		Stmt.Block body = parseBlock();
		List<Stmt.Catch> catches = new ArrayList<>();
		while (this.tokens.at("catch")) {
			catches.add(catchClause());
		}
		Stmt.Block finallyBlock = this.tokens.skip("finally") ? parseBlock() : null;
		if (catches.isEmpty() && finallyBlock == null) {
			throw new SyntaxException("CS1524", "catch or finally expected", this.tokens.peek().start());
		}
		return new Stmt.Try(position, body, List.copyOf(catches), finallyBlock);
	}

	private Stmt.Catch catchClause() {
		int position = this.tokens.take().start();
		TypeSyntax type = null;
		String name = null;
		if (this.tokens.skip("(")) {
			type = this.types.parse();
			name = this.tokens.atIdentifier() ? this.tokens.take().text() : null;
			this.tokens.expect(")");
		}
		Expr filter = null;
		if (this.tokens.atWord("when")) {
			this.tokens.take();
			filter = condition();
		}
		return new Stmt.Catch(position, type, name, filter, parseBlock());
	}

	private Stmt using(int position) {
		this.tokens.take();
		this.tokens.expect("(");
		Stmt.Declaration declaration = this.declarations.tryVariables();
		Expr expression = (declaration == null) ? this.parser.parseExpression() : null;
		this.tokens.expect(")");
		return new Stmt.Using(position, declaration, expression, parse());
	}

}
