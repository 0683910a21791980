package io.selvage.gateway.expression.code;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * Operators. Integers and doubles have closures of their own, the other numeric types
 * compute on boxed values.
 */
final class OperatorEmitter {

	private final Emitter emitter;

	OperatorEmitter(Emitter emitter) {
		this.emitter = emitter;
	}

	Code emit(Bound bound) {
		if (bound instanceof Bound.Logical logical) {
			Code left = this.emitter.emit(logical.left());
			Code right = this.emitter.emit(logical.right());
			return logical.and() ? (Code.Bool) (host, frame) -> left.getBool(host, frame) && right.getBool(host, frame)
					: (Code.Bool) (host, frame) -> left.getBool(host, frame) || right.getBool(host, frame);
		}
		if (bound instanceof Bound.Equality equality) {
			return equality(equality);
		}
		if (bound instanceof Bound.Numeric numeric) {
			return numeric(numeric);
		}
		if (bound instanceof Bound.Not not) {
			Code operand = this.emitter.emit(not.operand());
			return (Code.Bool) (host, frame) -> !operand.getBool(host, frame);
		}
		if (bound instanceof Bound.Negate negate) {
			return negate(negate);
		}
		if (bound instanceof Bound.BoolOperation operation) {
			return bool(operation);
		}
		if (bound instanceof Bound.EnumOperation operation) {
			return enumeration(operation);
		}
		throw new IllegalStateException("cannot compile " + bound.getClass().getSimpleName());
	}

	private Code equality(Bound.Equality equality) {
		Code left = this.emitter.emit(equality.left());
		Code right = this.emitter.emit(equality.right());
		boolean negated = equality.negated();
		if (isNull(equality.right())) {
			return (Code.Bool) (host, frame) -> (left.get(host, frame) == null) != negated;
		}
		if (isNull(equality.left())) {
			return (Code.Bool) (host, frame) -> (right.get(host, frame) == null) != negated;
		}
		if (!equality.byValue()) {
			boolean itself = equality.left() instanceof Bound.Local a && equality.right() instanceof Bound.Local b
					&& a.variable() == b.variable();
			return (Code.Bool) (host, frame) -> same(left.get(host, frame), right.get(host, frame), itself) != negated;
		}
		if (Layout.form(equality.left().type()) == Layout.Form.BOOL) {
			return (Code.Bool) (host, frame) -> (left.getBool(host, frame) == right.getBool(host, frame)) != negated;
		}
		if (equality.right() instanceof Bound.Constant constant && constant.value() instanceof String text) {
			return (Code.Bool) (host, frame) -> text.equals(left.get(host, frame)) != negated;
		}
		return (Code.Bool) (host, frame) -> Emitter.equal(left.get(host, frame), right.get(host, frame)) != negated;
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean same(@Nullable Object a, @Nullable Object b, boolean itself) {
		return a == b && (itself || !isBox(a));
	}

	/** Every boxed value is an object of its own, which Java's cached boxes are not. */
	private static boolean isBox(@Nullable Object value) {
		return value instanceof Number || value instanceof Boolean || value instanceof Character
				|| value instanceof EnumValue;
	}

	private static boolean isNull(Bound bound) {
		return bound instanceof Bound.Constant constant && constant.value() == null;
	}

	private Code numeric(Bound.Numeric numeric) {
		Code left = this.emitter.emit(numeric.left());
		Code right = this.emitter.emit(numeric.right());
		Operator operator = numeric.operator();
		NumericType type = numeric.numeric();
		if (operator.isComparison()) {
			return comparison(operator, type, left, right);
		}
		if (!numeric.checked()) {
			Code fast = (type == NumericType.INT) ? ints(operator, left, right)
					: (type == NumericType.LONG) ? longs(operator, left, right)
							: (type == NumericType.DOUBLE) ? doubles(operator, left, right) : null;
			if (fast != null) {
				return fast;
			}
		}
		boolean checked = numeric.checked();
		return (host, frame) -> Arithmetic.compute(operator, type, Code.required(left.get(host, frame)),
				Code.required(right.get(host, frame)), checked);
	}

	private static @Nullable Code ints(Operator operator, Code left, Code right) {
		return switch (operator) {
			case ADD -> (Code.Int) (host, frame) -> left.getInt(host, frame) + right.getInt(host, frame);
			case SUBTRACT -> (Code.Int) (host, frame) -> left.getInt(host, frame) - right.getInt(host, frame);
			case MULTIPLY -> (Code.Int) (host, frame) -> left.getInt(host, frame) * right.getInt(host, frame);
			case AND -> (Code.Int) (host, frame) -> left.getInt(host, frame) & right.getInt(host, frame);
			case OR -> (Code.Int) (host, frame) -> left.getInt(host, frame) | right.getInt(host, frame);
			case XOR -> (Code.Int) (host, frame) -> left.getInt(host, frame) ^ right.getInt(host, frame);
			case REMAINDER -> (Code.Int) (host, frame) -> {
				int a = left.getInt(host, frame);
				int b = right.getInt(host, frame);
				if (b == 0) {
					throw Arithmetic.divideByZero();
				}
				if (b == -1 && a == Integer.MIN_VALUE) {
					throw Arithmetic.overflow();
				}
				return a % b;
			};
			default -> null;
		};
	}

	private static @Nullable Code longs(Operator operator, Code left, Code right) {
		return switch (operator) {
			case ADD -> (Code.Long64) (host, frame) -> left.getLong(host, frame) + right.getLong(host, frame);
			case SUBTRACT -> (Code.Long64) (host, frame) -> left.getLong(host, frame) - right.getLong(host, frame);
			case MULTIPLY -> (Code.Long64) (host, frame) -> left.getLong(host, frame) * right.getLong(host, frame);
			default -> null;
		};
	}

	private static @Nullable Code doubles(Operator operator, Code left, Code right) {
		return switch (operator) {
			case ADD -> (Code.Double64) (host, frame) -> left.getDouble(host, frame) + right.getDouble(host, frame);
			case SUBTRACT ->
				(Code.Double64) (host, frame) -> left.getDouble(host, frame) - right.getDouble(host, frame);
			case MULTIPLY ->
				(Code.Double64) (host, frame) -> left.getDouble(host, frame) * right.getDouble(host, frame);
			case DIVIDE -> (Code.Double64) (host, frame) -> left.getDouble(host, frame) / right.getDouble(host, frame);
			default -> null;
		};
	}

	private static Code comparison(Operator operator, NumericType type, Code left, Code right) {
		if (type == NumericType.INT) {
			return switch (operator) {
				case EQUAL -> (Code.Bool) (host, frame) -> left.getInt(host, frame) == right.getInt(host, frame);
				case NOT_EQUAL -> (Code.Bool) (host, frame) -> left.getInt(host, frame) != right.getInt(host, frame);
				case LESS -> (Code.Bool) (host, frame) -> left.getInt(host, frame) < right.getInt(host, frame);
				case GREATER -> (Code.Bool) (host, frame) -> left.getInt(host, frame) > right.getInt(host, frame);
				case LESS_OR_EQUAL ->
					(Code.Bool) (host, frame) -> left.getInt(host, frame) <= right.getInt(host, frame);
				default -> (Code.Bool) (host, frame) -> left.getInt(host, frame) >= right.getInt(host, frame);
			};
		}
		if (type == NumericType.LONG) {
			return switch (operator) {
				case EQUAL -> (Code.Bool) (host, frame) -> left.getLong(host, frame) == right.getLong(host, frame);
				case NOT_EQUAL -> (Code.Bool) (host, frame) -> left.getLong(host, frame) != right.getLong(host, frame);
				case LESS -> (Code.Bool) (host, frame) -> left.getLong(host, frame) < right.getLong(host, frame);
				case GREATER -> (Code.Bool) (host, frame) -> left.getLong(host, frame) > right.getLong(host, frame);
				case LESS_OR_EQUAL ->
					(Code.Bool) (host, frame) -> left.getLong(host, frame) <= right.getLong(host, frame);
				default -> (Code.Bool) (host, frame) -> left.getLong(host, frame) >= right.getLong(host, frame);
			};
		}
		if (type == NumericType.DOUBLE) {
			return (Code.Bool) (host, frame) -> Arithmetic.compare(operator, left.getDouble(host, frame),
					right.getDouble(host, frame));
		}
		return (Code.Bool) (host, frame) -> Arithmetic.compare(operator, type, Code.required(left.get(host, frame)),
				Code.required(right.get(host, frame)));
	}

	private Code negate(Bound.Negate negate) {
		Code operand = this.emitter.emit(negate.operand());
		NumericType type = negate.numeric();
		boolean checked = negate.checked();
		return negate.complement()
				? (host, frame) -> Arithmetic.complement(type, Code.required(operand.get(host, frame)))
				: (host, frame) -> Arithmetic.negate(type, Code.required(operand.get(host, frame)), checked);
	}

	private Code bool(Bound.BoolOperation operation) {
		Code left = this.emitter.emit(operation.left());
		Code right = this.emitter.emit(operation.right());
		return switch (operation.operator()) {
			case AND -> (Code.Bool) (host, frame) -> left.getBool(host, frame) & right.getBool(host, frame);
			case OR -> (Code.Bool) (host, frame) -> left.getBool(host, frame) | right.getBool(host, frame);
			default -> (Code.Bool) (host, frame) -> left.getBool(host, frame) ^ right.getBool(host, frame);
		};
	}

	private Code enumeration(Bound.EnumOperation operation) {
		Code left = this.emitter.emit(operation.left());
		Code right = this.emitter.emit(operation.right());
		Operator operator = operation.operator();
		if (operator.isComparison()) {
			return (Code.Bool) (host, frame) -> Arithmetic.compare(operator, NumericType.LONG,
					value(left.get(host, frame)).value(), value(right.get(host, frame)).value());
		}
		return (host, frame) -> {
			EnumValue a = value(left.get(host, frame));
			EnumValue b = value(right.get(host, frame));
			Object bits = Arithmetic.compute(operator, NumericType.LONG, a.value(), b.value(), false);
			return a.definition().value((Long) bits);
		};
	}

	private static EnumValue value(@Nullable Object value) {
		return (EnumValue) Code.required(value);
	}

}
