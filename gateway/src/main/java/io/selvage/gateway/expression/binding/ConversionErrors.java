package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.PseudoType;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * Why a value does not become another type, in the words of C#.
 */
final class ConversionErrors {

	private ConversionErrors() {
	}

	static BindException of(Binder binder, Bound value, ClrType target, int position) {
		if (value instanceof Bound.UnboundLambda lambda) {
			return binder.lambdas().explain(lambda, target, position);
		}
		String from = value.type().displayName();
		String to = target.displayName();
		if (value.type() == PseudoType.NULL) {
			return new BindException("CS0037",
					"Cannot convert null to '" + to + "' because it is a non-nullable value type", position);
		}
		if (value instanceof Bound.Constant constant && constant.value() != null) {
			BindException error = ofConstant(constant, target, position);
			if (error != null) {
				return error;
			}
		}
		if (!(value.type() instanceof PseudoType) && binder.conversions().explicit(value, target, false) != null) {
			return new BindException("CS0266",
					"Cannot implicitly convert type '" + from + "' to '" + to + "'. A cast exists: (" + to + ")…",
					position);
		}
		return new BindException("CS0029", "Cannot implicitly convert type '" + from + "' to '" + to + "'", position);
	}

	/** The special error of a constant, or null if the general one fits. */
	private static @Nullable BindException ofConstant(Bound.Constant constant, ClrType target, int position) {
		NumericType from = NumericType.of(constant.type());
		NumericType to = NumericType.of(target.withoutNullable());
		if (from == null || to == null) {
			return null;
		}
		if (from == NumericType.DOUBLE && (to == NumericType.FLOAT || to == NumericType.DECIMAL)) {
			String suffix = (to == NumericType.FLOAT) ? "F" : "M";
			return new BindException("CS0664", "Literal of type double cannot be implicitly converted to type '"
					+ target.displayName() + "'; use an '" + suffix + "' suffix to create a literal of this type",
					position);
		}
		boolean smallInteger = from == NumericType.INT && to.isIntegral() && to != NumericType.CHAR;
		if (smallInteger || (from == NumericType.LONG && to == NumericType.ULONG)) {
			return new BindException("CS0031", "Constant value '" + Values.toText(constant.value())
					+ "' cannot be converted to a '" + target.displayName() + "'", position);
		}
		return null;
	}

}
