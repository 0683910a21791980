package io.selvage.gateway.expression.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.selvage.gateway.expression.types.ClrException;

/**
 * The range and precision of {@code decimal}: 96 bits and at most 28 decimal places.
 */
public final class Decimals {

	private static final int PRECISION = 29;

	private static final int MAX_SCALE = 28;

	private Decimals() {
	}

	/**
	 * Rounds a number to what {@code decimal} can hold.
	 * @param value any number
	 * @return the number with at most 28 places and 96 bits
	 * @throws ClrException OverflowException if it is out of range
	 */
	public static BigDecimal fit(BigDecimal value) {
		BigDecimal result = (value.scale() > MAX_SCALE) ? value.setScale(MAX_SCALE, RoundingMode.HALF_EVEN) : value;
		if (result.scale() < 0) {
			result = result.setScale(0);
		}
		while (result.unscaledValue().bitLength() > 96) {
			if (result.scale() == 0) {
				throw ClrException.overflow("Value was either too large or too small for a Decimal.");
			}
			int drop = Math.max(1, Math.min(result.scale(), result.precision() - PRECISION));
			result = result.setScale(result.scale() - drop, RoundingMode.HALF_EVEN);
		}
		return result;
	}

	static BigDecimal divide(BigDecimal a, BigDecimal b) {
		if (b.signum() == 0) {
			throw Arithmetic.divideByZero();
		}
		BigDecimal exact = a.divide(b, new MathContext(40, RoundingMode.HALF_EVEN));
		int least = Math.max(0, a.scale() - b.scale());
		BigDecimal fitted = fit(exact);
		BigDecimal stripped = (fitted.signum() == 0) ? BigDecimal.ZERO : fitted.stripTrailingZeros();
		return (stripped.scale() < least) ? fit(stripped.setScale(least, RoundingMode.UNNECESSARY)) : stripped;
	}

}
