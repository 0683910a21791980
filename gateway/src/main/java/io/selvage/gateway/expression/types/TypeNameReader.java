package io.selvage.gateway.expression.types;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads names of types in signatures: keywords, simple or full names, type arguments,
 * {@code ?} and {@code []}.
 */
final class TypeNameReader {

	private final TypeLibrary library;

	private final String text;

	private final List<TypeParameter> scope;

	private int position;

	TypeNameReader(TypeLibrary library, String text, List<TypeParameter> scope) {
		this.library = library;
		this.text = text;
		this.scope = scope;
	}

	ClrType readAll() {
		ClrType type = read();
		if (this.position < this.text.length()) {
			throw new IllegalArgumentException("unexpected '" + this.text.substring(this.position) + "'");
		}
		return type;
	}

	private ClrType read() {
		skipBlanks();
		int start = this.position;
		while (this.position < this.text.length() && isNamePart(this.text.charAt(this.position))) {
			this.position++;
		}
		String name = this.text.substring(start, this.position);
		List<ClrType> arguments = new ArrayList<>();
		if (peek() == '<') {
			do {
				this.position++;
				arguments.add(read());
				skipBlanks();
			}
			while (peek() == ',');
			this.position++;
		}
		ClrType type = resolve(name, arguments);
		while (true) {
			if (peek() == '?') {
				this.position++;
				type = new NamedType(definition("System.Nullable", 1), List.of(type));
			}
			else if (peek() == '[') {
				this.position += 2;
				type = new ArrayType(type);
			}
			else {
				skipBlanks();
				return type;
			}
		}
	}

	private ClrType resolve(String name, List<ClrType> arguments) {
		for (TypeParameter parameter : this.scope) {
			if (parameter.fullName().equals(name)) {
				return parameter;
			}
		}
		String keyword = Keywords.type(name);
		return new NamedType(definition((keyword != null) ? keyword : name, arguments.size()), List.copyOf(arguments));
	}

	private TypeDefinition definition(String name, int arity) {
		TypeDefinition exact = this.library.definition(name, arity);
		if (exact != null) {
			return exact;
		}
		List<TypeDefinition> found = this.library.definitions(name, arity);
		if (found.size() != 1) {
			throw new IllegalArgumentException(
					"the type '" + name + "' is " + (found.isEmpty() ? "not declared" : "ambiguous: " + found));
		}
		return found.get(0);
	}

	private char peek() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : '\0';
	}

	private void skipBlanks() {
		while (peek() == ' ') {
			this.position++;
		}
	}

	private static boolean isNamePart(char c) {
		return Character.isJavaIdentifierPart(c) || c == '.';
	}

}
