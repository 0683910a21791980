package io.selvage.gateway.expression.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as .NET formats it: a sign, significant digits, and where the decimal point
 * stands among them. Rounding works on the digits, half away from zero.
 *
 * @param negative whether the number is below zero
 * @param digits the digits without leading zeros; empty for zero
 * @param point how many of the digits stand before the decimal point; may be negative or
 * larger than their number
 */
record NumberDigits(boolean negative, String digits, int point) {

	/** Takes all digits, trailing zeros of the scale included. */
	static NumberDigits of(BigDecimal value) {
		String unscaled = value.unscaledValue().abs().toString();
		if (value.signum() == 0) {
			return new NumberDigits(false, "", 0);
		}
		return new NumberDigits(value.signum() < 0, unscaled, unscaled.length() - value.scale());
	}

	/** Takes so many significant digits of a finite double. */
	static NumberDigits of(double value, int precision) {
		if (value == 0) {
			return new NumberDigits(false, "", 0);
		}
		BigDecimal exact = new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_UP));
		return of(exact.stripTrailingZeros());
	}

	/** Rounds to a number of digits counted from the first one. */
	NumberDigits round(int count) {
		if (count >= this.digits.length()) {
			return this;
		}
		if (count < 0 || (count == 0 && this.digits.charAt(0) < '5')) {
			return new NumberDigits(false, "", 0);
		}
		boolean up = this.digits.charAt(count) >= '5';
		char[] kept = this.digits.substring(0, count).toCharArray();
		int i = count - 1;
		while (up && i >= 0) {
			if (kept[i] == '9') {
				kept[i--] = '0';
			}
			else {
				kept[i]++;
				up = false;
			}
		}
		String text = new String(kept);
		return up ? new NumberDigits(this.negative, "1" + text, this.point + 1).stripped()
				: new NumberDigits(this.negative, text, this.point).stripped();
	}

	NumberDigits stripped() {
		int end = this.digits.length();
		while (end > 0 && this.digits.charAt(end - 1) == '0') {
			end--;
		}
		return (end == 0) ? new NumberDigits(false, "", 0)
				: new NumberDigits(this.negative, this.digits.substring(0, end), this.point);
	}

	NumberDigits shifted(int places) {
		return this.digits.isEmpty() ? this : new NumberDigits(this.negative, this.digits, this.point + places);
	}

	boolean isZero() {
		return this.digits.isEmpty();
	}

	/**
	 * Returns the digit at a place: 0 is the one before the decimal point, -1 the first
	 * after it.
	 */
	char at(int place) {
		int index = this.point - 1 - place;
		return (index >= 0 && index < this.digits.length()) ? this.digits.charAt(index) : '0';
	}

}
