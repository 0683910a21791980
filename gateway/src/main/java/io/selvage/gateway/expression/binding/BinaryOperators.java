package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a binary operator does with its operands: text, numbers, enumerations,
 * booleans, references, operators of types, and all of these lifted to null. Operations
 * on constants are done at once, and their overflow is an error.
 */
final class BinaryOperators {

	private final Binder binder;

	private final UserOperators userOperators;

	BinaryOperators(Binder binder, UserOperators userOperators) {
		this.binder = binder;
		this.userOperators = userOperators;
	}

	@Nullable Bound bind(Operator operator, Bound left, Bound right, int position) {
		CoreTypes core = this.binder.core();
		if (isFunction(left) || isFunction(right) || core.isVoid(left.type()) || core.isVoid(right.type())) {
			return null;
		}
		boolean anyString = left.type().equals(core.string) || right.type().equals(core.string);
		if (operator == Operator.ADD && anyString) {
			Bound custom = this.userOperators.binary(operator, left, right);
			return (custom != null) ? custom : concat(left, right);
		}
		if (operator.isEquality() && anyString && isStringOrNull(left) && isStringOrNull(right)) {
			return equality(operator, as(left, core.string), as(right, core.string), true);
		}
		Bound custom = this.userOperators.binary(operator, left, right);
		if (custom != null) {
			return custom;
		}
		if (left.type().isNullableValue() || right.type().isNullableValue()) {
			return nullable(operator, left, right, position);
		}
		return plain(operator, left, right, position);
	}

	private static boolean isFunction(Bound value) {
		return value.type() instanceof PseudoType type && type != PseudoType.NULL && type != PseudoType.DEFAULT;
	}

	private boolean isStringOrNull(Bound value) {
		return value.type().equals(this.binder.core().string) || value.type() == PseudoType.NULL;
	}

	private Bound as(Bound value, ClrType type) {
		return this.binder.convert(value, type, 0);
	}

	private @Nullable Bound nullable(Operator operator, Bound left, Bound right, int position) {
		if (operator.isEquality() && (left.type() == PseudoType.NULL || right.type() == PseudoType.NULL)) {
			return equality(operator, as(left, this.binder.core().object), as(right, this.binder.core().object), false);
		}
		return Lifting.binary(this.binder, operator, left, right, (a, b) -> bindPlain(operator, a, b, position));
	}

	private @Nullable Bound bindPlain(Operator operator, Bound left, Bound right, int position) {
		Bound custom = this.userOperators.binary(operator, left, right);
		return (custom != null) ? custom : plain(operator, left, right, position);
	}

	private @Nullable Bound plain(Operator operator, Bound left, Bound right, int position) {
		CoreTypes core = this.binder.core();
		NumericType a = NumericType.of(left.type());
		NumericType b = NumericType.of(right.type());
		if (a != null && b != null) {
			return numeric(operator, left, a, right, b, position);
		}
		if (left.type().equals(core.bool) && right.type().equals(core.bool)) {
			if (operator.isEquality()) {
				return equality(operator, left, right, true);
			}
			return operator.isBitwise() ? new Bound.BoolOperation(operator, left, right, core.bool) : null;
		}
		if (CoreTypes.isEnum(left.type()) || CoreTypes.isEnum(right.type())) {
			return enumeration(operator, left, right);
		}
		return operator.isEquality() ? reference(operator, left, right) : null;
	}

	private @Nullable Bound numeric(Operator operator, Bound left, NumericType a, Bound right, NumericType b,
			int position) {
		CoreTypes core = this.binder.core();
		NumericType promoted = operator.isShift() ? NumericType.promote(a, a) : promote(left, a, right, b);
		if (promoted == null || ((operator.isShift() || operator.isBitwise()) && !promoted.isIntegral())) {
			return null;
		}
		ClrType type = core.numeric(promoted);
		Bound first = this.binder.conversions().numeric(left, promoted, type, false);
		Bound second;
		if (operator.isShift()) {
			Bound count = this.binder.conversions().implicit(right, core.integer);
			if (count == null) {
				return null;
			}
			second = count;
		}
		else {
			second = this.binder.conversions().numeric(right, promoted, type, false);
		}
		ClrType result = operator.isComparison() ? core.bool : type;
		Bound.Numeric operation = new Bound.Numeric(operator, promoted, first, second, this.binder.checked(), result);
		return fold(operation, position);
	}

	/** A non-negative constant int beside a uint or ulong counts as one. */
	private static @Nullable NumericType promote(Bound left, NumericType a, Bound right, NumericType b) {
		NumericType first = (b.isIntegral() && !b.isSigned() && isNatural(left)) ? b : a;
		NumericType second = (a.isIntegral() && !a.isSigned() && isNatural(right)) ? a : b;
		return NumericType.promote(first, second);
	}

	private static boolean isNatural(Bound value) {
		return value instanceof Bound.Constant constant && constant.value() instanceof Integer number && number >= 0;
	}

	private Bound fold(Bound.Numeric operation, int position) {
		Object divisor = (operation.right() instanceof Bound.Constant constant) ? constant.value() : null;
		boolean divides = operation.operator() == Operator.DIVIDE || operation.operator() == Operator.REMAINDER;
		if (divides && divisor != null
				&& (operation.numeric().isIntegral() || operation.numeric() == NumericType.DECIMAL)
				&& io.selvage.gateway.expression.arithmetic.NumericConversion.toDouble(divisor) == 0) {
			throw new BindException("CS0020", "Division by constant zero", position);
		}
		Object a = (operation.left() instanceof Bound.Constant constant) ? constant.value() : null;
		if (a == null || divisor == null) {
			return operation;
		}
		if (operation.operator().isComparison()) {
			return new Bound.Constant(operation.type(),
					Arithmetic.compare(operation.operator(), operation.numeric(), a, divisor));
		}
		try {
			return new Bound.Constant(operation.type(), Arithmetic.compute(operation.operator(), operation.numeric(), a,
					divisor, !this.binder.isUnchecked()));
		}
		catch (ClrException overflow) {
			throw new BindException("CS0220", "The operation overflows at compile time", position);
		}
	}

	Bound negate(Bound operand, NumericType numeric, boolean complement, ClrType type) {
		if (operand instanceof Bound.Constant constant && constant.value() != null) {
			try {
				return new Bound.Constant(type, complement ? Arithmetic.complement(numeric, constant.value())
						: Arithmetic.negate(numeric, constant.value(), true));
			}
			catch (ClrException overflow) {
				throw new BindException("CS0220", "The operation overflows at compile time", 0);
			}
		}
		return new Bound.Negate(operand, numeric, complement, this.binder.checked(), type);
	}

	Bound complementOfEnum(Bound operand) {
		ClrType type = operand.type();
		ClrType number = this.binder.core().numeric(NumericType.LONG);
		Bound bits = new Bound.Convert(operand, Conversion.ENUM_TO_NUMBER, number, false);
		Bound inverted = new Bound.Negate(bits, NumericType.LONG, true, false, number);
		return new Bound.Convert(inverted, Conversion.NUMBER_TO_ENUM, type, false);
	}

	private @Nullable Bound enumeration(Operator operator, Bound left, Bound right) {
		Conversions conversions = this.binder.conversions();
		ClrType type = CoreTypes.isEnum(left.type()) ? left.type() : right.type();
		if (operator == Operator.ADD || operator == Operator.SUBTRACT) {
			return enumArithmetic(operator, left, right, type);
		}
		Bound a = conversions.implicit(left, type);
		Bound b = conversions.implicit(right, type);
		if (a == null || b == null || (!operator.isComparison() && !operator.isBitwise())) {
			return null;
		}
		if (operator.isEquality()) {
			return equality(operator, a, b, true);
		}
		return new Bound.EnumOperation(operator, a, b, operator.isComparison() ? this.binder.core().bool : type);
	}

	private @Nullable Bound enumArithmetic(Operator operator, Bound left, Bound right, ClrType type) {
		boolean both = CoreTypes.isEnum(left.type()) && CoreTypes.isEnum(right.type());
		if (both && (operator == Operator.ADD || !left.type().equals(right.type()))) {
			return null;
		}
		NumericType numeric = NumericType.INT;
		ClrType number = this.binder.core().numeric(numeric);
		Bound a = this.binder.conversions().explicit(left, number, false);
		Bound b = this.binder.conversions().explicit(right, number, false);
		if (a == null || b == null) {
			return null;
		}
		Bound sum = new Bound.Numeric(operator, numeric, a, b, false, number);
		return both ? sum : new Bound.Convert(sum, Conversion.NUMBER_TO_ENUM, type, false);
	}

	private @Nullable Bound reference(Operator operator, Bound left, Bound right) {
		CoreTypes core = this.binder.core();
		if (left.type() == PseudoType.NULL && right.type() == PseudoType.NULL) {
			return new Bound.Constant(core.bool, operator == Operator.EQUAL);
		}
		boolean againstNull = left.type() == PseudoType.NULL || right.type() == PseudoType.NULL;
		boolean values = left.type().isValueType() || right.type().isValueType();
		boolean related = this.binder.relations().isReferenceConvertible(left.type(), right.type())
				|| this.binder.relations().isReferenceConvertible(right.type(), left.type())
				|| CoreTypes.isInterface(left.type()) || CoreTypes.isInterface(right.type());
		if (!againstNull && (values || !related)) {
			return null;
		}
		return equality(operator, as(left, core.object), as(right, core.object), false);
	}

	private Bound equality(Operator operator, Bound left, Bound right, boolean byValue) {
		boolean negated = operator == Operator.NOT_EQUAL;
		if (byValue && left instanceof Bound.Constant a && right instanceof Bound.Constant b) {
			return new Bound.Constant(this.binder.core().bool, negated != Values.areEqual(a.value(), b.value()));
		}
		return new Bound.Equality(negated, left, right, byValue, this.binder.core().bool);
	}

	private Bound concat(Bound left, Bound right) {
		List<Bound> parts = new ArrayList<>();
		if (left instanceof Bound.Concat concat) {
			parts.addAll(concat.parts());
		}
		else {
			parts.add(text(left));
		}
		Bound last = text(right);
		Bound before = parts.get(parts.size() - 1);
		if (last instanceof Bound.Constant b && before instanceof Bound.Constant a) {
			parts.set(parts.size() - 1, new Bound.Constant(this.binder.core().string,
					(Values.toText(a.value()) + Values.toText(b.value())).intern()));
		}
		else {
			parts.add(last);
		}
		return (parts.size() == 1 && parts.get(0) instanceof Bound.Constant) ? parts.get(0)
				: new Bound.Concat(List.copyOf(parts), this.binder.core().string);
	}

	private Bound text(Bound value) {
		if (value instanceof Bound.Constant constant) {
			return new Bound.Constant(this.binder.core().string,
					(constant.value() == null) ? null : Values.toText(constant.value()));
		}
		return value;
	}

}
