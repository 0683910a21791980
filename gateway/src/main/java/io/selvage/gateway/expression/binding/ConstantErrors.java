package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * Why a constant number does not become a narrower type: C# says so in its own words.
 */
final class ConstantErrors {

	private ConstantErrors() {
	}

	/** The special error of a constant, or null if the general one fits. */
	static @Nullable BindException of(Bound.Constant constant, ClrType target, int position) {
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
