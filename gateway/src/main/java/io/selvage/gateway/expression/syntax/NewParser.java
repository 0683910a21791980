package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code new}: objects, arrays, anonymous objects and their initialisers.
 */
final class NewParser {

	private final Tokens tokens;

	private final TypeParser types;

	private final ExpressionParser expressions;

	private final PrimaryParser primaries;

	NewParser(Tokens tokens, TypeParser types, ExpressionParser expressions, PrimaryParser primaries) {
		this.tokens = tokens;
		this.types = types;
		this.expressions = expressions;
		this.primaries = primaries;
	}

	Expr parse() {
		int position = this.tokens.expect("new").start();
		if (this.tokens.at("{")) {
			return anonymous(position);
		}
		if (this.tokens.skip("[")) {
			this.tokens.expect("]");
			return new Expr.NewArray(position, null, null, values());
		}
		TypeSyntax type = this.types.parseWithoutArray();
		if (this.tokens.at("[")) {
			return array(position, type);
		}
		List<Expr.Argument> arguments = List.of();
		if (this.tokens.at("(")) {
			arguments = this.primaries.arguments("(", ")");
		}
		else if (!this.tokens.at("{")) {
			throw new SyntaxException("CS1526", "A new expression requires (), [], or {} after type",
					this.tokens.peek().start(), "()");
		}
		return new Expr.New(position, type, arguments, this.tokens.at("{") ? initializer() : null);
	}

	private Expr array(int position, TypeSyntax type) {
		TypeSyntax element = type;
		Expr size = null;
		this.tokens.expect("[");
		if (!this.tokens.at("]")) {
			size = this.expressions.parse();
			if (this.tokens.at(",")) {
				throw new SyntaxException("CS0178", "Arrays of more than one dimension are not supported",
						this.tokens.peek().start());
			}
		}
		this.tokens.expect("]");
		while (this.tokens.at("[") && this.tokens.at(1, "]")) {
			this.tokens.take();
			this.tokens.take();
			element = new TypeSyntax.ArrayOf(element.position(), element);
		}
		if (size == null && !this.tokens.at("{")) {
			throw new SyntaxException("CS1586", "Array creation must have array size or array initializer",
					this.tokens.peek().start());
		}
		return new Expr.NewArray(position, element, size, this.tokens.at("{") ? values() : null);
	}

	/** {@code { a, b }}. */
	List<Expr> values() {
		List<Expr> values = new ArrayList<>();
		this.tokens.expect("{");
		while (!this.tokens.at("}")) {
			if (this.tokens.at("{")) {
				int position = this.tokens.peek().start();
				values.add(new Expr.ArrayInitializer(position, values()));
			}
			else {
				values.add(this.expressions.parse());
			}
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		this.tokens.expect("}");
		return List.copyOf(values);
	}

	private Expr anonymous(int position) {
		List<String> names = new ArrayList<>();
		List<Expr> values = new ArrayList<>();
		this.tokens.expect("{");
		while (!this.tokens.at("}")) {
			String name = null;
			if (this.tokens.atIdentifier() && this.tokens.at(1, "=")) {
				name = this.tokens.take().text();
				this.tokens.take();
			}
			Expr value = this.expressions.parse();
			names.add((name != null) ? name : impliedName(value));
			values.add(value);
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		this.tokens.expect("}");
		return new Expr.Anonymous(position, List.copyOf(names), List.copyOf(values));
	}

	private static String impliedName(Expr value) {
		if (value instanceof Expr.Member member) {
			return member.name();
		}
		if (value instanceof Expr.Name name) {
			return name.name();
		}
		if (value instanceof Expr.NullConditional conditional) {
			return impliedName(conditional.rest());
		}
		throw new SyntaxException("CS0746", "A member of an anonymous type needs a name: name = value",
				value.position());
	}

	private Initializer initializer() {
		int position = this.tokens.peek().start();
		boolean members = (this.tokens.peek(1).kind() == Token.Kind.IDENTIFIER && this.tokens.at(2, "="))
				|| this.tokens.at(1, "[");
		return members ? new Initializer.Members(position, members())
				: new Initializer.Collection(position, elements());
	}

	private List<List<Expr>> elements() {
		List<List<Expr>> elements = new ArrayList<>();
		this.tokens.expect("{");
		while (!this.tokens.at("}")) {
			elements.add(this.tokens.at("{") ? values() : List.of(this.expressions.parse()));
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		this.tokens.expect("}");
		return List.copyOf(elements);
	}

	private List<Expr.MemberInit> members() {
		List<Expr.MemberInit> members = new ArrayList<>();
		this.tokens.expect("{");
		while (!this.tokens.at("}")) {
			int position = this.tokens.peek().start();
			String name = this.tokens.at("[") ? null : this.tokens.expectIdentifier().text();
			List<Expr.Argument> index = (name == null) ? this.primaries.arguments("[", "]") : List.of();
			this.tokens.expect("=");
			@Nullable Initializer nested = this.tokens.at("{") ? initializer() : null;
			@Nullable Expr value = (nested == null) ? this.expressions.parse() : null;
			members.add(new Expr.MemberInit(position, name, index, value, nested));
			if (!this.tokens.skip(",")) {
				break;
			}
		}
		this.tokens.expect("}");
		return List.copyOf(members);
	}

}
