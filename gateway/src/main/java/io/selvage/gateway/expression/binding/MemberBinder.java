package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.TypeSyntax;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Property;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Binds names, members and element access.
 */
final class MemberBinder {

	private final Binder binder;

	MemberBinder(Binder binder) {
		this.binder = binder;
	}

	Bound name(Expr.Name syntax) {
		if (syntax.typeArguments().isEmpty()) {
			Variable variable = this.binder.scope().find(syntax.name());
			if (variable != null) {
				return local(variable, syntax.position());
			}
			if (this.binder.scope().announces(syntax.name())) {
				throw new BindException("CS0841",
						"Cannot use local variable '" + syntax.name() + "' before it is declared", syntax.position());
			}
			if (syntax.name().equals("context")) {
				return new Bound.Host(this.binder.host());
			}
		}
		TypeDefinition definition = this.binder.types().find(syntax.name(), syntax.typeArguments().size());
		if (definition != null) {
			return new Bound.TypeReference(new NamedType(definition, resolve(syntax.typeArguments())));
		}
		if (this.binder.types().isNamespace(syntax.name())) {
			return new Bound.Namespace(syntax.name());
		}
		throw new BindException("CS0103", "The name '" + syntax.name() + "' does not exist in the current context",
				syntax.position());
	}

	Bound local(Variable variable, int position) {
		if (variable.kind() == Variable.Kind.CONSTANT) {
			return new Bound.Constant(variable.type(), variable.constant());
		}
		this.binder.scope().function().use(variable);
		return new Bound.Local(variable, position);
	}

	private List<ClrType> resolve(List<TypeSyntax> arguments) {
		List<ClrType> types = new ArrayList<>(arguments.size());
		arguments.forEach((argument) -> types.add(this.binder.types().resolve(argument)));
		return List.copyOf(types);
	}

	Bound member(Expr.Member syntax) {
		return member(syntax, false);
	}

	/**
	 * Binds a member that is called: a property that holds no delegate does not hide the
	 * methods of its name, so that {@code list.Count()} is LINQ's (C# specification,
	 * member lookup).
	 */
	Bound called(Expr.Member syntax) {
		return member(syntax, true);
	}

	private Bound member(Expr.Member syntax, boolean called) {
		Bound target = this.binder.bind(syntax.target());
		List<ClrType> typeArguments = resolve(syntax.typeArguments());
		if (target instanceof Bound.Namespace namespace) {
			return inNamespace(namespace, syntax, typeArguments);
		}
		if (target instanceof Bound.TypeReference reference) {
			return staticMember(reference.named(), syntax, typeArguments);
		}
		if (target.type() instanceof PseudoType) {
			throw new BindException("CS0023",
					"Operator '.' cannot be applied to operand of type '" + target.type().displayName() + "'",
					syntax.position());
		}
		Bound property = property(target, syntax.name());
		if (property != null && (!called || CoreTypes.isDelegate(property.type()))) {
			return property;
		}
		Bound.MethodGroup methods = new Bound.MethodGroup(target, target.type(), syntax.name(), typeArguments,
				syntax.position());
		if (property != null && !this.binder.calls().exists(methods)) {
			return property;
		}
		return this.binder.calls().group(methods);
	}

	private Bound inNamespace(Bound.Namespace namespace, Expr.Member syntax, List<ClrType> typeArguments) {
		String name = namespace.name() + "." + syntax.name();
		TypeDefinition definition = this.binder.types().find(name, typeArguments.size());
		if (definition != null) {
			return new Bound.TypeReference(new NamedType(definition, typeArguments));
		}
		if (this.binder.types().isNamespace(name)) {
			return new Bound.Namespace(name);
		}
		throw new BindException("CS0234", "The type or namespace name '" + syntax.name()
				+ "' does not exist in the namespace '" + namespace.name() + "' of policy expressions",
				syntax.position());
	}

	private Bound staticMember(ClrType type, Expr.Member syntax, List<ClrType> typeArguments) {
		if (type instanceof NamedType named && named.definition().enumeration() != null) {
			EnumValue value = named.definition().enumeration().members().get(syntax.name());
			if (value != null) {
				return new Bound.Constant(type, value);
			}
		}
		for (NamedType level : this.binder.relations().memberTypes(type)) {
			Property property = level.definition().property(syntax.name());
			if (property != null && property.isStatic()) {
				ClrType propertyType = property.type().substitute(TypeRelations.arguments(level));
				return (property.constant() != null) ? new Bound.Constant(propertyType, property.constant())
						: new Bound.Get(property, List.of(), propertyType);
			}
			if (property != null) {
				throw new BindException("CS0120", "An object is needed to use '" + type.displayName() + "."
						+ syntax.name() + "': it is not static", syntax.position());
			}
		}
		TypeDefinition nested = this.binder.types()
			.find(((type instanceof NamedType named) ? named.definition().fullName() : "") + "." + syntax.name(),
					typeArguments.size());
		if (nested != null) {
			return new Bound.TypeReference(new NamedType(nested, typeArguments));
		}
		return this.binder.calls()
			.group(new Bound.MethodGroup(null, type, syntax.name(), typeArguments, syntax.position()));
	}

	/** The property of a value, or null if it has none of that name. */
	@Nullable Bound property(Bound target, String name) {
		for (NamedType level : this.binder.relations().memberTypes(target.type())) {
			Property property = level.definition().property(name);
			if (property != null && !property.isStatic()) {
				ClrType type = property.type().substitute(TypeRelations.arguments(level));
				return new Bound.Get(property, List.of(target), type);
			}
		}
		return null;
	}

	Bound index(Expr.Index syntax) {
		Bound target = this.binder.typed(syntax.target());
		if (target.type() instanceof ArrayType array) {
			if (syntax.arguments().size() != 1) {
				throw new BindException("CS0022", "Wrong number of indices inside []; expected 1", syntax.position());
			}
			Expr.Argument argument = syntax.arguments().get(0);
			return new Bound.Element(target, arrayIndex(argument), array.element());
		}
		return indexer(target, this.binder.calls().arguments(syntax.arguments()), syntax.position());
	}

	private Bound arrayIndex(Expr.Argument argument) {
		Expr syntax = argument.value();
		if (syntax == null) {
			throw new BindException("CS1615", "'out' is not allowed here", argument.position());
		}
		Bound value = this.binder.value(syntax);
		Bound index = this.binder.conversions().implicit(value, this.binder.core().integer);
		if (index == null && (value.type().is("System.Int64") || value.type().is("System.UInt32"))) {
			index = this.binder.conversions().explicit(value, this.binder.core().integer, true);
		}
		return (index != null) ? index : this.binder.convert(value, this.binder.core().integer, argument.position());
	}

	/** The indexer of a value, chosen by the types of the arguments. */
	Bound indexer(Bound target, List<Argument> arguments, int position) {
		for (NamedType level : this.binder.relations().memberTypes(target.type())) {
			List<Method> getters = new ArrayList<>();
			for (Property indexer : level.definition().indexers()) {
				getters.add(new Method(indexer.owner(), "this[]", false, false, List.of(), indexer.parameters(),
						indexer.type(), indexer.getter()));
			}
			Bound.Call call = getters.isEmpty() ? null
					: this.binder.calls().resolve(getters, level, target, arguments, position);
			if (call != null) {
				Property chosen = level.definition().indexers().get(getters.indexOf(call.method()));
				return new Bound.Get(chosen, call.arguments(), call.type());
			}
		}
		throw new BindException("CS0021", "Cannot apply indexing with [] to an expression of type '"
				+ target.type().displayName() + "' and " + CallBinder.describe(arguments), position);
	}

}
