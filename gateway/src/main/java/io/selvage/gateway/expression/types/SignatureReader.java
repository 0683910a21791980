package io.selvage.gateway.expression.types;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.TypeBuilder.Declaration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the C# signature of one declaration and adds the member to its type.
 */
final class SignatureReader {

	private final TypeLibrary library;

	private final TypeDefinition owner;

	private final Declaration declaration;

	private final List<TypeParameter> scope;

	private String rest;

	private boolean isStatic;

	private boolean isExtension;

	SignatureReader(TypeLibrary library, TypeDefinition owner, Declaration declaration) {
		this.library = library;
		this.owner = owner;
		this.declaration = declaration;
		this.scope = new ArrayList<>(owner.parameters());
		this.rest = declaration.signature().trim();
	}

	void declare() {
		this.isStatic = takeWord("static");
		switch (this.declaration.kind()) {
			case CONSTRUCTOR -> constructor();
			case METHOD -> method();
			case INVOKE -> this.owner.setInvoke(simpleMethod(takeType()));
			case PROPERTY, CONSTANT -> property();
			case ENUMERATED -> this.owner.setEnumerated(type(this.rest), this.declaration.body());
		}
	}

	private void constructor() {
		int open = this.rest.indexOf('(');
		List<Parameter> parameters = parameters(this.rest.substring(open + 1, this.rest.lastIndexOf(')')));
		this.owner.add(new Method(this.owner, ".ctor", true, false, List.of(), parameters, this.owner.self(), body()));
	}

	private void method() {
		if (takeWord("implicit") || takeWord("explicit")) {
			String name = this.declaration.signature().contains("implicit ") ? "implicit" : "explicit";
			takeWord("operator");
			String target = this.rest.substring(0, this.rest.lastIndexOf('('));
			this.rest = name + this.rest.substring(target.length());
			this.owner.add(simpleMethod(type(target)));
			return;
		}
		declareTypeParameters();
		this.owner.add(simpleMethod(takeType()));
	}

	/** Finds the type parameters of a generic method, which its return type may use. */
	private void declareTypeParameters() {
		int open = this.rest.indexOf('(');
		if (open > 0 && this.rest.charAt(open - 1) == '>' && !this.rest.contains("operator ")) {
			int start = matchingOpen(this.rest, open - 1);
			for (String name : this.rest.substring(start + 1, open - 1).split(",")) {
				this.scope.add(new TypeParameter(name.trim()));
			}
			this.rest = this.rest.substring(0, start) + this.rest.substring(open);
		}
	}

	private static int matchingOpen(String text, int close) {
		int depth = 0;
		for (int i = close; i >= 0; i--) {
			depth += (text.charAt(i) == '>') ? 1 : (text.charAt(i) == '<') ? -1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		throw new IllegalArgumentException("no '<'");
	}

	private Method simpleMethod(ClrType returnType) {
		int open = this.rest.indexOf('(');
		if (open < 0) {
			throw new IllegalArgumentException("a method needs ( )");
		}
		String name = this.rest.substring(0, open).trim();
		List<Parameter> parameters = parameters(this.rest.substring(open + 1, this.rest.lastIndexOf(')')));
		List<TypeParameter> own = List.copyOf(this.scope.subList(this.owner.parameters().size(), this.scope.size()));
		return new Method(this.owner, name, this.isStatic, this.isExtension, own, parameters, returnType, body());
	}

	private void property() {
		ClrType type = takeType();
		List<Parameter> parameters = List.of();
		String name = this.rest;
		if (name.startsWith("this[")) {
			parameters = parameters(name.substring(5, name.lastIndexOf(']')));
			name = "this[]";
		}
		boolean constant = this.declaration.kind() == Declaration.Kind.CONSTANT;
		this.owner.add(new Property(this.owner, name, this.isStatic || constant, parameters, type, body(),
				this.declaration.setter(), this.declaration.constant()));
	}

	private List<Parameter> parameters(String text) {
		List<Parameter> parameters = new ArrayList<>();
		for (String part : split(text)) {
			this.rest = part.trim();
			if (!this.rest.isEmpty()) {
				parameters.add(parameter());
			}
		}
		return List.copyOf(parameters);
	}

	private Parameter parameter() {
		Parameter.Mode mode = Parameter.Mode.VALUE;
		if (takeWord("params")) {
			mode = Parameter.Mode.PARAMS;
		}
		else if (takeWord("out")) {
			mode = Parameter.Mode.OUT;
		}
		else if (takeWord("ref")) {
			mode = Parameter.Mode.REF;
		}
		else if (takeWord("this")) {
			this.isExtension = true;
		}
		ClrType type = takeType();
		int equals = this.rest.indexOf('=');
		String name = ((equals < 0) ? this.rest : this.rest.substring(0, equals)).trim();
		Object value = (equals < 0) ? null : defaultValue(type, this.rest.substring(equals + 1).trim());
		return new Parameter(name, type, mode, equals >= 0, value);
	}

	private @Nullable Object defaultValue(ClrType type, String text) {
		if (text.equals("null")) {
			return null;
		}
		if (!(type.withoutNullable() instanceof NamedType named)) {
			throw new IllegalArgumentException("no default value for " + type);
		}
		if (text.equals("default")) {
			return named.definition().defaultValue();
		}
		EnumDefinition enumeration = named.definition().enumeration();
		if (enumeration != null) {
			return enumeration.value(text.substring(text.lastIndexOf('.') + 1));
		}
		return switch (named.definition().fullName()) {
			case "System.Boolean" -> Boolean.valueOf(text);
			case "System.Int32" -> Integer.decode(text);
			case "System.Int64" -> Long.decode(text);
			case "System.Double" -> Double.valueOf(text);
			case "System.Decimal" -> new BigDecimal(text);
			case "System.Char" -> text.charAt(1);
			case "System.String" -> text.substring(1, text.length() - 1);
			default -> throw new IllegalArgumentException("no default value for " + type);
		};
	}

	private boolean takeWord(String word) {
		if (!this.rest.startsWith(word + " ")) {
			return false;
		}
		this.rest = this.rest.substring(word.length()).trim();
		return true;
	}

	/** Takes the type in front of a name: up to the first blank outside brackets. */
	private ClrType takeType() {
		int depth = 0;
		for (int i = 0; i < this.rest.length(); i++) {
			char c = this.rest.charAt(i);
			depth += (c == '<') ? 1 : (c == '>') ? -1 : 0;
			if (c == ' ' && depth == 0) {
				ClrType type = type(this.rest.substring(0, i));
				this.rest = this.rest.substring(i).trim();
				return type;
			}
		}
		throw new IllegalArgumentException("no name behind the type in '" + this.rest + "'");
	}

	private static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			depth += (c == '<') ? 1 : (c == '>') ? -1 : 0;
			if (c == ',' && depth == 0) {
				parts.add(text.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(text.substring(start));
		return parts;
	}

	private ClrType type(String text) {
		return this.library.type(text.trim(), this.scope);
	}

	private Body body() {
		return this.declaration.body();
	}

}
