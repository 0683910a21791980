package io.selvage.gateway.expression.binding;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;
import org.jspecify.annotations.Nullable;

/**
 * Operators on {@code T?}: null if an operand is null, otherwise the operator on the
 * values; comparisons with null are false, two nulls are equal.
 */
final class Lifting {

	private Lifting() {
	}

	static @Nullable Bound unary(Binder binder, Bound operand, UnaryOperator<@Nullable Bound> operator) {
		Variable held = binder.temporary(operand.type());
		Bound result = operator.apply(value(held));
		if (result == null) {
			return null;
		}
		ClrType type = binder.core().nullableOf(result.type());
		Bound lifted = java.util.Objects.requireNonNull(binder.conversions().standard(result, type));
		Bound chosen = new Bound.Conditional(isNull(binder, held), new Bound.Constant(type, null), lifted, type);
		return new Bound.Sequence(List.of(assign(held, operand)), chosen);
	}

	static @Nullable Bound binary(Binder binder, Operator operator, Bound left, Bound right,
			BinaryOperator<@Nullable Bound> plain) {
		ClrType leftType = typeOf(left, right);
		ClrType rightType = typeOf(right, left);
		if (!leftType.withoutNullable().isValueType() || !rightType.withoutNullable().isValueType()) {
			return null;
		}
		Variable a = binder.temporary(leftType);
		Variable b = binder.temporary(rightType);
		Bound result = plain.apply(value(a), value(b));
		Bound first = binder.conversions().standard(left, leftType);
		Bound second = binder.conversions().standard(right, rightType);
		if (result == null || first == null || second == null) {
			return null;
		}
		Bound chosen = operator.isComparison() ? comparison(binder, operator, a, b, result)
				: isDecisive(binder, operator, result) ? decisive(binder, operator, a, b)
						: arithmetic(binder, a, b, result);
		return new Bound.Sequence(List.of(assign(a, first), assign(b, second)), chosen);
	}

	private static ClrType typeOf(Bound operand, Bound other) {
		return (operand.type() == PseudoType.NULL) ? other.type() : operand.type();
	}

	private static Bound comparison(Binder binder, Operator operator, Variable a, Variable b, Bound result) {
		ClrType bool = binder.core().bool;
		Bound bothNull = new Bound.Logical(true, isNull(binder, a), isNull(binder, b), bool);
		Bound whenNull = switch (operator) {
			case EQUAL -> bothNull;
			case NOT_EQUAL -> new Bound.Not(bothNull, bool);
			default -> new Bound.Constant(bool, false);
		};
		Bound anyNull = new Bound.Logical(false, isNull(binder, a), isNull(binder, b), bool);
		return new Bound.Conditional(anyNull, whenNull, result, bool);
	}

	private static Bound arithmetic(Binder binder, Variable a, Variable b, Bound result) {
		ClrType type = binder.core().nullableOf(result.type());
		Bound lifted = java.util.Objects.requireNonNull(binder.conversions().standard(result, type));
		Bound anyNull = new Bound.Logical(false, isNull(binder, a), isNull(binder, b), binder.core().bool);
		return new Bound.Conditional(anyNull, new Bound.Constant(type, null), lifted, type);
	}

	private static boolean isDecisive(Binder binder, Operator operator, Bound result) {
		return result.type().equals(binder.core().bool) && (operator == Operator.AND || operator == Operator.OR);
	}

	/** One false decides {@code &}, one true decides {@code |}, whatever the other is. */
	private static Bound decisive(Binder binder, Operator operator, Variable a, Variable b) {
		ClrType bool = binder.core().bool;
		ClrType type = binder.core().nullableOf(bool);
		boolean and = operator == Operator.AND;
		Bound decided = new Bound.Logical(false, decides(binder, and, a), decides(binder, and, b), bool);
		Bound anyNull = new Bound.Logical(false, isNull(binder, a), isNull(binder, b), bool);
		Bound undecided = new Bound.Conditional(anyNull, new Bound.Constant(type, null), new Bound.Constant(type, and),
				type);
		return new Bound.Conditional(decided, new Bound.Constant(type, !and), undecided, type);
	}

	private static Bound decides(Binder binder, boolean and, Variable held) {
		ClrType bool = binder.core().bool;
		Bound known = new Bound.Not(isNull(binder, held), bool);
		return new Bound.Logical(true, known, and ? new Bound.Not(value(held), bool) : value(held), bool);
	}

	private static Bound value(Variable held) {
		Bound local = new Bound.Local(held);
		return held.type().isNullableValue()
				? new Bound.Convert(local, Conversion.UNWRAP, held.type().withoutNullable(), false) : local;
	}

	private static Bound isNull(Binder binder, Variable held) {
		if (!held.type().isNullableValue()) {
			return new Bound.Constant(binder.core().bool, false);
		}
		Bound object = new Bound.Convert(new Bound.Local(held), Conversion.REPRESENTATION, binder.core().object, false);
		return new Bound.Equality(false, object, new Bound.Constant(binder.core().object, null), false,
				binder.core().bool);
	}

	private static Bound assign(Variable held, Bound value) {
		return new Bound.Assign(new Bound.Local(held), value, held.type());
	}

}
