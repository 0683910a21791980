package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Filters that calculate. What is no number stays what it is.
 */
final class NumberFilters {

	private static final int MOST_PLACES = 28;

	private static final int MOST_REPEATS = 10_000;

	private NumberFilters() {
	}

	static void addTo(Map<String, Filter> filters) {
		filters.put("Abs", (input, arguments) -> {
			BigDecimal number = LiquidValue.number(input);
			return (number != null) ? plain(number.abs()) : input;
		});
		filters.put("Plus", (input, arguments) -> (input instanceof String text) ? text + arguments.text(0, "")
				: calculate(input, arguments, BigDecimal::add));
		filters.put("Minus", (input, arguments) -> calculate(input, arguments, BigDecimal::subtract));
		filters.put("Times", (input, arguments) -> (input instanceof String text) ? repeat(text, arguments.whole(0, 1))
				: calculate(input, arguments, BigDecimal::multiply));
		filters.put("DividedBy", NumberFilters::divide);
		filters.put("Modulo",
				(input, arguments) -> isZero(arguments) ? null : calculate(input, arguments, BigDecimal::remainder));
		filters.put("AtLeast", (input, arguments) -> calculate(input, arguments, BigDecimal::max));
		filters.put("AtMost", (input, arguments) -> calculate(input, arguments, BigDecimal::min));
		filters.put("Round", NumberFilters::round);
		filters.put("Currency", NumberFilters::currency);
	}

	private static @Nullable Object calculate(@Nullable Object input, Arguments arguments,
			BinaryOperator<BigDecimal> operation) {
		BigDecimal a = LiquidValue.number(input);
		BigDecimal b = LiquidValue.number(arguments.get(0));
		return (a != null && b != null) ? plain(operation.apply(a, b)) : input;
	}

	private static boolean isZero(Arguments arguments) {
		BigDecimal number = LiquidValue.number(arguments.get(0));
		return number != null && number.signum() == 0;
	}

	/** Whole numbers divide to a whole number, as in C#. */
	private static @Nullable Object divide(@Nullable Object input, Arguments arguments) {
		BigDecimal a = LiquidValue.number(input);
		BigDecimal b = LiquidValue.number(arguments.get(0));
		if (a == null || b == null) {
			return input;
		}
		if (b.signum() == 0) {
			return null;
		}
		return (a.scale() <= 0 && b.scale() <= 0) ? plain(a.divideToIntegralValue(b))
				: plain(a.divide(b, MathContext.DECIMAL64));
	}

	private static @Nullable Object round(@Nullable Object input, Arguments arguments) {
		BigDecimal number = LiquidValue.number(input);
		int places = Math.max(0, Math.min(arguments.whole(0, 0), MOST_PLACES));
		return (number != null) ? number.setScale(places, RoundingMode.HALF_EVEN) : input;
	}

	private static @Nullable Object currency(@Nullable Object input, Arguments arguments) {
		BigDecimal number = LiquidValue.number(input);
		Locale locale = Locale.forLanguageTag(arguments.text(0, "en-US"));
		return (number != null) ? NumberFormat.getCurrencyInstance(locale).format(number) : input;
	}

	private static String repeat(String text, int count) {
		if (count > MOST_REPEATS || (long) text.length() * count > Integer.MAX_VALUE / 64) {
			throw new LiquidLimitException("The filter Times would repeat a text too often.");
		}
		return text.repeat(Math.max(count, 0));
	}

	private static BigDecimal plain(BigDecimal number) {
		return (number.signum() == 0 || number.scale() < 0) ? number.setScale(0, RoundingMode.DOWN) : number;
	}

}
