package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Expr.Pattern;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;
import org.jspecify.annotations.Nullable;

/**
 * Binds {@code is}, {@code as} and the patterns of a switch.
 */
final class PatternBinder {

	private final Binder binder;

	PatternBinder(Binder binder) {
		this.binder = binder;
	}

	Bound bind(Expr expression) {
		if (expression instanceof Expr.Is is) {
			return test(this.binder.typed(is.operand()), is.pattern());
		}
		Expr.As as = (Expr.As) expression;
		ClrType type = this.binder.types().resolve(as.type());
		Bound operand = this.binder.value(as.operand());
		if (!CoreTypes.canBeNull(type)) {
			throw new BindException("CS0077",
					"The as operator needs a type that can be null, not '" + type.displayName() + "'", as.position());
		}
		if (operand.type() == PseudoType.NULL) {
			return new Bound.Constant(type, null);
		}
		Bound known = this.binder.conversions().standard(operand, type);
		if (known != null) {
			return known;
		}
		checkPossible(operand, type, as.position());
		return new Bound.As(this.binder.convert(operand, this.binder.core().object, as.position()), type);
	}

	private void checkPossible(Bound operand, ClrType type, int position) {
		if (operand.type() instanceof PseudoType
				|| this.binder.conversions().standardExplicit(operand, type, false) == null) {
			throw new BindException("CS0039",
					"Cannot convert type '" + operand.type().displayName() + "' to '" + type.displayName() + "'",
					position);
		}
	}

	/** The test of a value against a pattern. */
	Bound test(Bound operand, Pattern pattern) {
		if (pattern instanceof Pattern.Constant constant) {
			Bound value = this.binder.bind(constant.value());
			if (value instanceof Bound.TypeReference reference) {
				return typeTest(operand, reference.named(), null, pattern.position());
			}
			return constantTest(operand, this.binder.value(constant.value()), pattern.position());
		}
		Pattern.OfType typed = (Pattern.OfType) pattern;
		String name = typed.variable();
		if (typed.type().isVar()) {
			return variablePattern(operand, (name != null) ? name : "_", pattern.position());
		}
		return typeTest(operand, this.binder.types().resolve(typed.type()), name, pattern.position());
	}

	private Bound variablePattern(Bound operand, String name, int position) {
		Bound always = new Bound.Constant(this.binder.core().bool, true);
		if (name.equals("_")) {
			return always;
		}
		Variable variable = this.binder.declare(name, operand.type(), Variable.Kind.LOCAL, null, position);
		Bound assign = new Bound.Assign(new Bound.Local(variable), operand, operand.type());
		return new Bound.Sequence(java.util.List.of(assign), always);
	}

	private Bound typeTest(Bound operand, ClrType type, @Nullable String name, int position) {
		if (this.binder.conversions().standard(operand, type) == null) {
			// Without a variable C# only warns (CS0184): the answer is false.
			if (name != null && this.binder.conversions().standardExplicit(operand, type, false) == null) {
				throw new BindException("CS8121", "An expression of type '" + operand.type().displayName()
						+ "' can never be a '" + type.displayName() + "'", position);
			}
		}
		ClrType tested = type.withoutNullable();
		Variable variable = (name == null || name.equals("_")) ? null
				: this.binder.declare(name, type, Variable.Kind.LOCAL, null, position);
		Bound object = this.binder.convert(operand, this.binder.core().object, position);
		return new Bound.TypeTest(object, tested, variable, this.binder.core().bool);
	}

	private Bound constantTest(Bound operand, Bound value, int position) {
		if (!(value instanceof Bound.Constant)) {
			throw new BindException("CS0150", "A constant value is expected", position);
		}
		CoreTypes core = this.binder.core();
		boolean unknown = operand.type().equals(core.object) || CoreTypes.isInterface(operand.type());
		if (unknown && value.type() != PseudoType.NULL) {
			return new Bound.Equality(false, this.binder.convert(operand, core.object, position),
					this.binder.convert(value, core.object, position), true, core.bool);
		}
		Bound converted = (value.type() == PseudoType.NULL) ? value
				: this.binder.convert(value, operand.type().withoutNullable(), position);
		return this.binder.operators().combine(Operator.EQUAL, operand, converted, position);
	}

}
