package io.selvage.gateway.expression.syntax;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Parses types, also where a text may turn out to be none.
 */
final class TypeParser {

	private final Tokens tokens;

	private int depth;

	TypeParser(Tokens tokens) {
		this.tokens = tokens;
	}

	TypeSyntax parse() {
		TypeSyntax type = parseWithoutArray();
		while (this.tokens.at("[") && this.tokens.at(1, "]")) {
			this.tokens.take();
			this.tokens.take();
			type = new TypeSyntax.ArrayOf(type.position(), type);
			type = nullable(type);
		}
		return type;
	}

	TypeSyntax parseWithoutArray() {
		Token token = this.tokens.peek();
		if (++this.depth > 64) {
			throw new SyntaxException("CS8078", "An expression is too long or complex to compile", token.start());
		}
		List<TypeSyntax.Part> parts = new ArrayList<>();
		if (token.kind() == Token.Kind.KEYWORD && Keywords.type(token.text()) != null) {
			this.tokens.take();
			parts.add(new TypeSyntax.Part(token.text(), List.of()));
		}
		else {
			if (!this.tokens.atIdentifier()) {
				throw new SyntaxException("CS1031", "Type expected, found " + Tokens.quoted(token), token.start());
			}
			do {
				String name = this.tokens.expectIdentifier().text();
				if (name.equals("global") && this.tokens.skip("::")) {
					name = this.tokens.expectIdentifier().text();
				}
				parts.add(new TypeSyntax.Part(name, arguments()));
			}
			while (this.tokens.skip("."));
		}
		this.depth--;
		return nullable(new TypeSyntax.Named(token.start(), List.copyOf(parts)));
	}

	private TypeSyntax nullable(TypeSyntax type) {
		return this.tokens.skip("?") ? new TypeSyntax.NullableOf(type.position(), type) : type;
	}

	private List<TypeSyntax> arguments() {
		if (!this.tokens.skip("<")) {
			return List.of();
		}
		List<TypeSyntax> arguments = new ArrayList<>();
		do {
			arguments.add(parse());
		}
		while (this.tokens.skip(","));
		this.tokens.expect(">");
		return List.copyOf(arguments);
	}

	/** Parses a type if there is one; else nothing is taken. */
	@Nullable TypeSyntax tryParse() {
		int mark = this.tokens.mark();
		int before = this.depth;
		try {
			return parse();
		}
		catch (SyntaxException notAType) {
			this.tokens.reset(mark);
			this.depth = before;
			return null;
		}
	}

	/**
	 * Parses type arguments behind a name, if what follows them allows no other reading
	 * (C# language specification, "grammar ambiguities").
	 */
	List<TypeSyntax> tryArguments() {
		if (!this.tokens.at("<")) {
			return List.of();
		}
		int mark = this.tokens.mark();
		int before = this.depth;
		try {
			List<TypeSyntax> arguments = arguments();
			if (endsTypeArguments(this.tokens.peek())) {
				return arguments;
			}
		}
		catch (SyntaxException notTypeArguments) {
			this.depth = before;
		}
		this.tokens.reset(mark);
		return List.of();
	}

	private static boolean endsTypeArguments(Token token) {
		return token.kind() == Token.Kind.END || (token.kind() == Token.Kind.OPERATOR && switch (token.text()) {
			case "(", ")", "]", "}", ":", ";", ",", ".", "?", "?.", "==", "!=", "|", "^", "&&", "||", "&", "[", "{" ->
				true;
			default -> false;
		});
	}

}
