package io.selvage.gateway.expression;

import java.math.BigDecimal;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.code.Failures;
import io.selvage.gateway.expression.code.Program;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * An expression and what it has to yield.
 */
record CompiledExpression(String text, Program program, ExpressionResult result, boolean readsRequestBody,
		boolean readsResponseBody) implements Expression {

	@Override
	public @Nullable Object evaluate(PolicyContext context) {
		try {
			return converted(this.program.run(context));
		}
		catch (ClrException exception) {
			throw failure(exception);
		}
		catch (LimitExceededException exceeded) {
			throw new ExpressionException("ExpressionLimitExceeded", String.valueOf(exceeded.getMessage()), exceeded);
		}
		catch (RuntimeException other) {
			ClrException translated = Failures.translate(other);
			if (translated == null) {
				throw other;
			}
			throw new ExpressionException(translated.type(), translated.message(), other);
		}
	}

	private static ExpressionException failure(ClrException exception) {
		return new ExpressionException(exception.type(), exception.message(), exception);
	}

	private @Nullable Object converted(@Nullable Object value) {
		return switch (this.result) {
			case OBJECT -> value;
			case VOID -> null;
			case STRING -> (value == null || value instanceof String) ? value : NetFormat.toString(value, null);
			case BOOLEAN -> (value instanceof Boolean) ? value : toBoolean(value);
			case INT32 -> (value instanceof Integer) ? value : toInteger(value);
		};
	}

	private static Object toBoolean(@Nullable Object value) {
		if (value == null) {
			throw ClrException.nullReference();
		}
		throw ClrException.invalidCast("The expression must yield a System.Boolean.");
	}

	private static Object toInteger(@Nullable Object value) {
		if (value == null) {
			throw ClrException.nullReference();
		}
		try {
			return new BigDecimal(NetFormat.toString(value, null).strip()).intValueExact();
		}
		catch (NumberFormatException malformed) {
			throw ClrException.format("The expression must yield a whole number.");
		}
		catch (ArithmeticException inexact) {
			throw ClrException.overflow("The expression must yield a number that fits System.Int32.");
		}
	}

}
