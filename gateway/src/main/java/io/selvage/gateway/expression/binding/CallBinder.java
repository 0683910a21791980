package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Parameter;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Binds calls of methods, extension methods and delegates.
 */
final class CallBinder {

	private final Binder binder;

	private final OverloadResolver overloads;

	private final TypeLibrary library;

	CallBinder(Binder binder, OverloadResolver overloads, TypeLibrary library) {
		this.binder = binder;
		this.overloads = overloads;
		this.library = library;
	}

	Bound invoke(Expr.Invoke syntax) {
		Bound target = (syntax.target() instanceof Expr.Member member) ? this.binder.members().called(member)
				: this.binder.bind(syntax.target());
		if (target instanceof Bound.MethodGroup group) {
			if (group.name().equals("Invoke") && CoreTypes.isDelegate(group.owner()) && group.receiver() != null) {
				return delegate(group.receiver(), syntax);
			}
			return call(group, arguments(syntax.arguments()), syntax.position());
		}
		if (target.type() instanceof PseudoType || !CoreTypes.isDelegate(target.type())) {
			throw new BindException("CS1955", "'" + target.type().displayName() + "' cannot be called like a method",
					syntax.target().position());
		}
		return delegate(target, syntax);
	}

	private Bound delegate(Bound target, Expr.Invoke syntax) {
		NamedType type = (NamedType) target.type();
		List<ClrType> parameters = DelegateTypes.parameterTypes(type);
		if (parameters.size() != syntax.arguments().size()) {
			throw new BindException("CS1593",
					"Delegate '" + type.displayName() + "' does not take " + syntax.arguments().size() + " arguments",
					syntax.position());
		}
		List<Bound> values = new ArrayList<>();
		for (int i = 0; i < parameters.size(); i++) {
			Expr value = syntax.arguments().get(i).value();
			if (value == null || syntax.arguments().get(i).mode() != Expr.Argument.Mode.VALUE) {
				throw new BindException("CS1615", "'out' and 'ref' are not allowed here",
						syntax.arguments().get(i).position());
			}
			values.add(this.binder.value(value, parameters.get(i)));
		}
		return new Bound.Invoke(target, List.copyOf(values), DelegateTypes.returnType(type));
	}

	/** Binds the arguments of a call; declarations wait until the method is known. */
	List<Argument> arguments(List<Expr.Argument> syntax) {
		List<Argument> arguments = new ArrayList<>(syntax.size());
		boolean named = false;
		for (Expr.Argument argument : syntax) {
			if (named && argument.name() == null) {
				throw new BindException("CS1738", "Named arguments must stand behind all others", argument.position());
			}
			named |= argument.name() != null;
			Expr value = argument.value();
			if (value == null || isDiscard(argument)) {
				arguments.add(new Argument(argument, null));
			}
			else {
				arguments.add(new Argument(argument, this.binder.value(value)));
			}
		}
		return arguments;
	}

	/** The group, if there is any method of that name. */
	Bound group(Bound.MethodGroup group) {
		if (exists(group)) {
			return group;
		}
		throw new CallErrors(this.binder, this.library).noMember(group);
	}

	/** Tells whether there is any method of that name. */
	boolean exists(Bound.MethodGroup group) {
		for (NamedType level : this.binder.relations().memberTypes(group.owner())) {
			if (!level.definition().methods(group.name()).isEmpty()) {
				return true;
			}
		}
		if (group.name().equals("Invoke") && CoreTypes.isDelegate(group.owner())) {
			return true;
		}
		return group.receiver() != null && this.library.statics()
			.stream()
			.anyMatch((type) -> type.methods(group.name()).stream().anyMatch(Method::isExtension));
	}

	private boolean isDiscard(Expr.Argument argument) {
		return argument.mode() == Expr.Argument.Mode.OUT && argument.value() instanceof Expr.Name name
				&& name.name().equals("_") && this.binder.scope().find("_") == null;
	}

	/** Resolves a group of methods to one call. */
	Bound call(Bound.MethodGroup group, List<Argument> arguments, int position) {
		Bound.Call call = tryCall(group, arguments);
		if (call == null) {
			throw new CallErrors(this.binder, this.library).explain(group, arguments, position);
		}
		return call;
	}

	Bound.@Nullable Call tryCall(Bound.MethodGroup group, List<Argument> arguments) {
		Bound receiver = group.receiver();
		for (NamedType level : this.binder.relations().memberTypes(group.owner())) {
			List<Method> methods = new ArrayList<>();
			for (Method method : level.definition().methods(group.name())) {
				if (method.isStatic() == (receiver == null)) {
					methods.add(method);
				}
			}
			Bound.Call call = choose(methods, level, receiver, group.typeArguments(), arguments, group.position());
			if (call != null) {
				return call;
			}
		}
		return (receiver == null) ? null : extension(group, receiver, arguments);
	}

	private Bound.@Nullable Call extension(Bound.MethodGroup group, Bound receiver, List<Argument> arguments) {
		List<Argument> withReceiver = new ArrayList<>();
		withReceiver.add(Argument.of(receiver, group.position()));
		withReceiver.addAll(arguments);
		List<Method> methods = new ArrayList<>();
		for (TypeDefinition definition : this.library.statics()) {
			for (Method method : definition.methods(group.name())) {
				if (method.isExtension() && canReceive(method, receiver)) {
					methods.add(method);
				}
			}
		}
		return choose(methods, null, null, group.typeArguments(), withReceiver, group.position());
	}

	/** An extension method takes its receiver by identity, reference or boxing only. */
	private boolean canReceive(Method method, Bound receiver) {
		ClrType declared = method.parameters().get(0).type();
		return !(declared instanceof NamedType named) || !named.typeArguments().isEmpty()
				|| this.binder.relations().isReferenceConvertible(receiver.type(), declared);
	}

	/** Chooses among members of one type; null if none fits. */
	Bound.@Nullable Call resolve(List<Method> methods, NamedType owner, @Nullable Bound receiver,
			List<Argument> arguments, int position) {
		return choose(methods, owner, receiver, List.of(), arguments, position);
	}

	private Bound.@Nullable Call choose(List<Method> methods, @Nullable NamedType owner, @Nullable Bound receiver,
			List<ClrType> typeArguments, List<Argument> arguments, int position) {
		List<Candidate> candidates = new ArrayList<>();
		for (Method method : methods) {
			candidates.addAll(this.overloads.applicable(method,
					(owner != null) ? TypeRelations.arguments(owner) : java.util.Map.of(), typeArguments, arguments));
		}
		if (candidates.isEmpty()) {
			return null;
		}
		Candidate best = this.overloads.best(candidates, arguments);
		if (best == null) {
			throw new BindException("CS0121", "The call is ambiguous between '" + candidates.get(0).method() + "' and '"
					+ candidates.get(1).method() + "'", position);
		}
		return build(best, owner, receiver, arguments);
	}

	private Bound.Call build(Candidate candidate, @Nullable NamedType owner, @Nullable Bound receiver,
			List<Argument> arguments) {
		Method method = candidate.method();
		int offset = (receiver != null) ? 1 : 0;
		@Nullable Bound[] values = new Bound[method.parameters().size() + offset];
		List<Bound> elements = new ArrayList<>();
		if (receiver != null) {
			values[0] = receiver;
		}
		for (int i = 0; i < arguments.size(); i++) {
			Bound value = argument(candidate, i, arguments.get(i));
			if (candidate.expanded() && candidate.parameterOf(i) == method.parameters().size() - 1) {
				elements.add(value);
			}
			else {
				values[candidate.parameterOf(i) + offset] = value;
			}
		}
		for (int i = 0; i < method.parameters().size(); i++) {
			Parameter parameter = method.parameters().get(i);
			ClrType type = candidate.substitute(parameter.type());
			if (parameter.mode() == Parameter.Mode.PARAMS && candidate.expanded()) {
				values[i + offset] = new Bound.NewArray((ArrayType) type, null, List.copyOf(elements));
			}
			else if (values[i + offset] == null) {
				Object value = (parameter.defaultValue() == null) ? CoreTypes.defaultValue(type)
						: parameter.defaultValue();
				values[i + offset] = new Bound.Constant(type, value);
			}
		}
		List<Bound> list = Arrays.stream(values).map(java.util.Objects::requireNonNull).toList();
		List<ClrType> types = (candidate.typeArguments().isEmpty() && owner != null) ? owner.typeArguments()
				: candidate.typeArguments();
		return new Bound.Call(method, list, types, candidate.substitute(method.returnType()));
	}

	private Bound argument(Candidate candidate, int index, Argument argument) {
		ClrType type = candidate.typeFor(index);
		Bound value = argument.value();
		if (!argument.isByReference()) {
			return this.binder.convert(java.util.Objects.requireNonNull(value), type, argument.position());
		}
		boolean isRef = argument.syntax().mode() == Expr.Argument.Mode.REF;
		if (value != null) {
			this.binder.assignments().checkTarget(value, argument.position());
			return new Bound.Reference(value, isRef);
		}
		String name = argument.syntax().declaredName();
		if (name == null || name.equals("_")) {
			return new Bound.Reference(new Bound.Discard(type), isRef);
		}
		io.selvage.gateway.expression.syntax.TypeSyntax declared = java.util.Objects
			.requireNonNull(argument.syntax().declaredType());
		if (!declared.isVar() && !this.binder.types().resolve(declared).equals(type)) {
			throw new BindException("CS1503",
					"The out argument '" + name + "' must be of type '" + type.displayName() + "'",
					argument.position());
		}
		Variable variable = this.binder.declare(name, type, Variable.Kind.LOCAL, null, argument.position());
		return new Bound.Reference(new Bound.Local(variable), isRef);
	}

	static String describe(List<Argument> arguments) {
		if (arguments.isEmpty()) {
			return "no arguments";
		}
		return arguments.stream()
			.map((argument) -> (argument.value() == null) ? "out" : argument.value().type().displayName())
			.collect(Collectors.joining(", ", "argument(s) (", ")"));
	}

}
