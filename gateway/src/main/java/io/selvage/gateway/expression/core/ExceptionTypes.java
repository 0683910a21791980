package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code Exception} and those that expressions meet.
 */
final class ExceptionTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("System.Exception", ClrException.class)
			.constructor("Exception()",
					() -> new ClrException("System.Exception", "Exception of type 'System.Exception' was thrown."))
			.constructor("Exception(string message)", ExceptionTypes::make)
			.constructor("Exception(string message, Exception innerException)",
					(@Nullable String message, @Nullable ClrException inner) -> new ClrException("System.Exception",
							(message != null) ? message : "", inner))
			.property("string Message", ClrException::message)
			.property("Exception InnerException", (ClrException exception) -> exception.getCause())
			.property("string StackTrace", (ClrException exception) -> "")
			.property("string Source", (ClrException exception) -> "")
			.method("Exception GetBaseException()", ExceptionTypes::root);
		types.exception("System.SystemException", "System.Exception");
		types.exception("System.ApplicationException", "System.Exception");
		types.exception("System.AggregateException", "System.Exception");
		types.exception("System.ArgumentException", "System.SystemException");
		types.exception("System.ArgumentNullException", "System.ArgumentException");
		types.exception("System.ArgumentOutOfRangeException", "System.ArgumentException");
		types.exception("System.ArithmeticException", "System.SystemException");
		types.exception("System.DivideByZeroException", "System.ArithmeticException");
		types.exception("System.OverflowException", "System.ArithmeticException");
		types.exception("System.ArrayTypeMismatchException", "System.SystemException");
		types.exception("System.FormatException", "System.SystemException");
		types.exception("System.IndexOutOfRangeException", "System.SystemException");
		types.exception("System.InvalidCastException", "System.SystemException");
		types.exception("System.InvalidOperationException", "System.SystemException");
		types.exception("System.NotImplementedException", "System.SystemException");
		types.exception("System.NotSupportedException", "System.SystemException");
		types.exception("System.NullReferenceException", "System.SystemException");
		types.exception("System.RankException", "System.SystemException");
		types.exception("System.TimeoutException", "System.SystemException");
		types.exception("System.UnauthorizedAccessException", "System.SystemException");
		types.exception("System.Collections.Generic.KeyNotFoundException", "System.SystemException");
	}

	private static ClrException make(@Nullable String message) {
		return new ClrException("System.Exception", (message != null) ? message : "");
	}

	private static ClrException root(ClrException exception) {
		ClrException current = exception;
		while (current.getCause() instanceof ClrException inner) {
			current = inner;
		}
		return current;
	}

}
