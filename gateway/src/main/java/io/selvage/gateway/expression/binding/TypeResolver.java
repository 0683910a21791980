package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.TypeSyntax;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Keywords;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeKind;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types that names stand for. Every namespace of the closed list counts as
 * imported, as in the policy expressions of API Management.
 */
final class TypeResolver {

	/** Namespaces that win where a simple name exists in several. */
	private static final List<String> PREFERRED = List.of("System", "System.Collections.Generic",
			"Newtonsoft.Json.Linq", "System.Linq", "System.Text", "System.Xml.Linq", "Newtonsoft.Json");

	private final TypeLibrary library;

	private final CoreTypes core;

	TypeResolver(TypeLibrary library, CoreTypes core) {
		this.library = library;
		this.core = core;
	}

	ClrType resolve(TypeSyntax syntax) {
		if (syntax instanceof TypeSyntax.ArrayOf array) {
			return new ArrayType(resolve(array.element()));
		}
		if (syntax instanceof TypeSyntax.NullableOf nullable) {
			ClrType element = resolve(nullable.element());
			if (!element.isValueType() || element.isNullableValue()) {
				throw new BindException("CS0453", "The type '" + element.displayName()
						+ "' must be a non-nullable value type to be used with '?'", syntax.position());
			}
			return this.core.nullableOf(element);
		}
		return named((TypeSyntax.Named) syntax);
	}

	private ClrType named(TypeSyntax.Named syntax) {
		TypeSyntax.Part last = syntax.parts().get(syntax.parts().size() - 1);
		StringBuilder qualified = new StringBuilder();
		for (TypeSyntax.Part part : syntax.parts()) {
			qualified.append(qualified.isEmpty() ? "" : ".").append(part.name());
		}
		String name = qualified.toString();
		List<ClrType> arguments = new ArrayList<>();
		last.arguments().forEach((argument) -> arguments.add(resolve(argument)));
		String keyword = Keywords.type(name);
		TypeDefinition definition = (keyword != null) ? this.library.definition(keyword, 0)
				: find(name, arguments.size());
		if (definition == null) {
			throw unknown(syntax, name, arguments.size());
		}
		return new NamedType(definition, List.copyOf(arguments));
	}

	/** A type by its simple or qualified name; also one nested in another. */
	@Nullable TypeDefinition find(String name, int arity) {
		TypeDefinition exact = this.library.definition(name, arity);
		if (exact != null) {
			return exact;
		}
		int dot = name.indexOf('.');
		if (dot > 0) {
			TypeDefinition outer = find(name.substring(0, dot), 0);
			return (outer == null) ? null : this.library.definition(outer.fullName() + name.substring(dot), arity);
		}
		List<TypeDefinition> found = this.library.definitions(name, arity);
		if (found.size() <= 1) {
			return found.isEmpty() ? null : found.get(0);
		}
		for (String namespace : PREFERRED) {
			for (TypeDefinition definition : found) {
				if (definition.namespace().equals(namespace) && definition.kind() != TypeKind.STATIC) {
					return definition;
				}
			}
		}
		return found.get(0);
	}

	boolean isNamespace(String name) {
		return this.library.isNamespace(name);
	}

	private BindException unknown(TypeSyntax.Named syntax, String name, int arity) {
		if (name.equals("dynamic")) {
			return new BindException("CS1980", "'dynamic' is not allowed in policy expressions", syntax.position());
		}
		return new BindException("CS0246", "The type '" + name + ((arity > 0) ? "<" + ",".repeat(arity - 1) + ">" : "")
				+ "' could not be found; policy expressions know a closed list of types", syntax.position());
	}

}
