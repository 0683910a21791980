package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Expr.Initializer;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeKind;

/**
 * Binds {@code new}: objects, arrays, anonymous objects, and their initialisers.
 */
final class CreationBinder {

	private final Binder binder;

	private final Map<List<Object>, TypeDefinition> anonymousTypes = new HashMap<>();

	CreationBinder(Binder binder) {
		this.binder = binder;
	}

	Bound bind(Expr expression) {
		if (expression instanceof Expr.New creation) {
			return object(creation);
		}
		if (expression instanceof Expr.NewArray array) {
			return array(array);
		}
		if (expression instanceof Expr.Anonymous anonymous) {
			return anonymous(anonymous);
		}
		throw new BindException("CS0622",
				"Array initialisers can only be used in a declaration with an array type; use new T[] { … } instead",
				expression.position());
	}

	private Bound object(Expr.New syntax) {
		ClrType resolved = this.binder.types().resolve(syntax.type());
		if (!(resolved instanceof NamedType type)) {
			throw new BindException("CS1526", "'" + resolved.displayName() + "' cannot be created like this",
					syntax.position());
		}
		Bound made = make(type, syntax);
		Initializer initializer = syntax.initializer();
		if (initializer == null) {
			return made;
		}
		Variable variable = this.binder.temporary(type);
		List<Bound> effects = new ArrayList<>();
		effects.add(new Bound.Assign(new Bound.Local(variable), made, type));
		initialize(new Bound.Local(variable), initializer, effects);
		return new Bound.Sequence(List.copyOf(effects), new Bound.Local(variable));
	}

	private Bound make(NamedType type, Expr.New syntax) {
		if (CoreTypes.isDelegate(type) && syntax.arguments().size() == 1 && syntax.arguments().get(0).value() != null) {
			return this.binder.value(syntax.arguments().get(0).value(), type);
		}
		List<Argument> arguments = this.binder.calls().arguments(syntax.arguments());
		Bound call = this.binder.calls()
			.resolve(type.definition().constructors(), type, null, arguments, syntax.position());
		if (call != null) {
			return call;
		}
		TypeKind kind = type.definition().kind();
		if (arguments.isEmpty() && (kind == TypeKind.STRUCT || kind == TypeKind.ENUM)) {
			return new Bound.Constant(type, CoreTypes.defaultValue(type));
		}
		if (type.definition().constructors().isEmpty()) {
			throw new BindException("CS0144", "Cannot create an instance of '" + type.displayName() + "'",
					syntax.position());
		}
		throw new BindException("CS1729", "'" + type.displayName() + "' does not contain a constructor that takes "
				+ CallBinder.describe(arguments), syntax.position());
	}

	private void initialize(Bound target, Initializer initializer, List<Bound> effects) {
		if (initializer instanceof Initializer.Collection collection) {
			for (List<Expr> element : collection.elements()) {
				List<Argument> arguments = new ArrayList<>();
				element.forEach((value) -> arguments.add(Argument.of(this.binder.value(value), value.position())));
				Bound.MethodGroup add = new Bound.MethodGroup(target, target.type(), "Add", List.of(),
						collection.position());
				effects.add(this.binder.calls().call(add, arguments, collection.position()));
			}
			return;
		}
		for (Expr.MemberInit member : ((Initializer.Members) initializer).members()) {
			Bound place = place(target, member);
			Initializer nested = member.nested();
			if (nested != null) {
				initialize(place, nested, effects);
			}
			else {
				this.binder.assignments().checkTarget(place, member.position());
				Expr value = java.util.Objects.requireNonNull(member.value());
				effects.add(new Bound.Assign(place, this.binder.value(value, place.type()), place.type()));
			}
		}
	}

	private Bound place(Bound target, Expr.MemberInit member) {
		String name = member.name();
		if (name == null) {
			return this.binder.members()
				.indexer(target, this.binder.calls().arguments(member.index()), member.position());
		}
		Bound property = this.binder.members().property(target, name);
		if (property == null) {
			throw new BindException("CS0117",
					"'" + target.type().displayName() + "' does not contain a definition for '" + name + "'",
					member.position());
		}
		return property;
	}

	private Bound array(Expr.NewArray syntax) {
		List<Expr> written = syntax.values();
		if (syntax.element() != null) {
			ArrayType type = new ArrayType(this.binder.types().resolve(syntax.element()));
			Bound size = (syntax.size() == null) ? null : this.binder.value(syntax.size(), this.binder.core().integer);
			if (size instanceof Bound.Constant constant && constant.value() instanceof Integer length && length < 0) {
				throw new BindException("CS0248", "Cannot create an array with a negative size", syntax.position());
			}
			if (written == null) {
				return new Bound.NewArray(type, size, List.of());
			}
			checkSize(size, written.size(), syntax.position());
			return elements(type, written);
		}
		List<Bound> values = new ArrayList<>();
		for (Expr value : java.util.Objects.requireNonNull(written)) {
			values.add(this.binder.value(value));
		}
		ClrType element = this.binder.operators().commonType(values);
		if (element == null) {
			throw new BindException("CS0826", "No best type found for implicitly-typed array", syntax.position());
		}
		List<Bound> converted = new ArrayList<>();
		values.forEach((value) -> converted.add(this.binder.convert(value, element, syntax.position())));
		return new Bound.NewArray(new ArrayType(element), null, List.copyOf(converted));
	}

	private static void checkSize(@org.jspecify.annotations.Nullable Bound size, int length, int position) {
		if (size != null
				&& !(size instanceof Bound.Constant constant && Integer.valueOf(length).equals(constant.value()))) {
			throw new BindException("CS0847",
					"An array initialiser of length '" + length + "' does not match the size of the array", position);
		}
	}

	/** The elements of an initialiser, which may hold initialisers of arrays again. */
	Bound elements(ArrayType type, List<Expr> written) {
		List<Bound> values = new ArrayList<>();
		for (Expr value : written) {
			if (value instanceof Expr.ArrayInitializer nested && type.element() instanceof ArrayType inner) {
				values.add(elements(inner, nested.values()));
			}
			else {
				values.add(this.binder.value(value, type.element()));
			}
		}
		return new Bound.NewArray(type, null, List.copyOf(values));
	}

	private Bound anonymous(Expr.Anonymous syntax) {
		List<Bound> values = new ArrayList<>();
		List<ClrType> types = new ArrayList<>();
		for (int i = 0; i < syntax.values().size(); i++) {
			Bound value = this.binder.value(syntax.values().get(i));
			if (value.type() instanceof PseudoType || this.binder.core().isVoid(value.type())) {
				throw new BindException("CS0828",
						"Cannot assign " + value.type().displayName() + " to a property of an anonymous type",
						syntax.values().get(i).position());
			}
			if (syntax.names().subList(0, i).contains(syntax.names().get(i))) {
				throw new BindException("CS0833",
						"An anonymous type cannot have two properties named '" + syntax.names().get(i) + "'",
						syntax.values().get(i).position());
			}
			values.add(value);
			types.add(value.type());
		}
		TypeDefinition definition = this.anonymousTypes.computeIfAbsent(List.of(syntax.names(), types),
				(key) -> TypeDefinition.anonymous(syntax.names(), types, this.binder.core().object));
		return new Bound.NewAnonymous(new NamedType(definition, List.of()), syntax.names(), List.copyOf(values));
	}

}
