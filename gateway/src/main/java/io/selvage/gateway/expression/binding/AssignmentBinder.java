package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;

/**
 * Binds assignments, compound assignments, {@code ++} and {@code --}.
 */
final class AssignmentBinder {

	private final Binder binder;

	AssignmentBinder(Binder binder) {
		this.binder = binder;
	}

	Bound bind(Expr expression) {
		if (expression instanceof Expr.Assign assign) {
			return assign.operator().equals("=") ? simple(assign) : compound(assign);
		}
		if (expression instanceof Expr.Postfix postfix) {
			return step(postfix.operand(), postfix.operator(), true, postfix.position());
		}
		Expr.Unary unary = (Expr.Unary) expression;
		return step(unary.operand(), unary.operator(), false, unary.position());
	}

	/** The same as a statement: the old value of {@code x++} is not needed. */
	Bound effect(Expr.Postfix postfix) {
		return step(postfix.operand(), postfix.operator(), false, postfix.position());
	}

	private Bound simple(Expr.Assign syntax) {
		if (syntax.target() instanceof Expr.Name name && name.name().equals("_")
				&& this.binder.scope().find("_") == null) {
			return this.binder.value(syntax.value());
		}
		Bound target = this.binder.value(syntax.target());
		checkTarget(target, syntax.position());
		return new Bound.Assign(target, this.binder.value(syntax.value(), target.type()), target.type());
	}

	/** Refuses what cannot be assigned. */
	void checkTarget(Bound target, int position) {
		if (target instanceof Bound.Local local) {
			if (local.variable().kind() != Variable.Kind.LOCAL) {
				throw new BindException("CS1656", "Cannot assign to '" + local.variable().name() + "': it is read-only",
						position);
			}
			return;
		}
		if (target instanceof Bound.Get get) {
			if (get.property().setter() == null) {
				String name = get.property().name().equals("this[]") ? "indexer" : get.property().name();
				throw new BindException("CS0200", "Property or indexer '" + get.property().owner().name() + "." + name
						+ "' cannot be assigned to: it is read-only", position);
			}
			return;
		}
		if (!(target instanceof Bound.Element)) {
			throw new BindException("CS0131",
					"The left-hand side of an assignment must be a variable, property or indexer", position);
		}
	}

	private Bound compound(Expr.Assign syntax) {
		String symbol = syntax.operator().substring(0, syntax.operator().length() - 1);
		Operator operator = java.util.Objects.requireNonNull(Operator.of(symbol));
		Bound target = this.binder.value(syntax.target());
		checkTarget(target, syntax.position());
		List<Bound> effects = new ArrayList<>();
		Bound stable = stable(target, effects);
		Bound value = this.binder.value(syntax.value());
		boolean narrows = operator.isShift() || value.type() == PseudoType.NULL
				|| this.binder.conversions().implicit(value, target.type()) != null;
		return sequence(effects, update(operator, stable, value, narrows, syntax.position()));
	}

	/**
	 * Computes and assigns. The result is narrowed to the type of the target if the
	 * operand alone could be assigned to it.
	 */
	private Bound update(Operator operator, Bound target, Bound value, boolean narrows, int position) {
		Bound result = this.binder.operators().combine(operator, target, value, position);
		Bound converted = this.binder.conversions().implicit(result, target.type());
		if (converted == null && narrows && NumericType.of(target.type().withoutNullable()) != null) {
			converted = this.binder.conversions().explicit(result, target.type(), this.binder.checked());
		}
		if (converted == null && !narrows && NumericType.of(value.type()) != null) {
			throw this.binder.cannotConvert(value, target.type(), position);
		}
		if (converted == null) {
			converted = this.binder.convert(result, target.type(), position);
		}
		return new Bound.Assign(target, converted, target.type());
	}

	private Bound step(Expr operand, String operator, boolean oldValue, int position) {
		Bound target = this.binder.value(operand);
		if (!(target instanceof Bound.Local || target instanceof Bound.Get || target instanceof Bound.Element)) {
			throw new BindException("CS1059",
					"The operand of an increment or decrement operator must be a variable, property or indexer",
					position);
		}
		checkTarget(target, position);
		if (NumericType.of(target.type().withoutNullable()) == null) {
			throw new BindException("CS0023", "Operator '" + operator + "' cannot be applied to operand of type '"
					+ target.type().displayName() + "'", position);
		}
		List<Bound> effects = new ArrayList<>();
		Bound stable = stable(target, effects);
		Operator change = operator.equals("++") ? Operator.ADD : Operator.SUBTRACT;
		Bound one = new Bound.Constant(this.binder.core().integer, 1);
		if (!oldValue) {
			return sequence(effects, update(change, stable, one, true, position));
		}
		Variable old = this.binder.temporary(target.type());
		effects.add(new Bound.Assign(new Bound.Local(old), stable, old.type()));
		effects.add(update(change, stable, one, true, position));
		return sequence(effects, new Bound.Local(old));
	}

	private static Bound sequence(List<Bound> effects, Bound value) {
		return effects.isEmpty() ? value : new Bound.Sequence(List.copyOf(effects), value);
	}

	/**
	 * The same target with its parts evaluated once, so that it can be read and written.
	 */
	private Bound stable(Bound target, List<Bound> effects) {
		if (target instanceof Bound.Element element) {
			return new Bound.Element(hold(element.array(), effects), hold(element.index(), effects), element.type());
		}
		if (target instanceof Bound.Get get) {
			List<Bound> held = new ArrayList<>();
			get.arguments().forEach((argument) -> held.add(hold(argument, effects)));
			return new Bound.Get(get.property(), List.copyOf(held), get.type());
		}
		return target;
	}

	private Bound hold(Bound value, List<Bound> effects) {
		if (value instanceof Bound.Constant || value instanceof Bound.Local || value instanceof Bound.Host) {
			return value;
		}
		ClrType type = value.type();
		Variable variable = this.binder.temporary(type);
		effects.add(new Bound.Assign(new Bound.Local(variable), value, type));
		return new Bound.Local(variable);
	}

}
