package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;
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
			.property("string HelpLink", (ClrException exception) -> null)
			.property("int HResult", (ClrException exception) -> 0x80131500)
			.method("Exception GetBaseException()", ExceptionTypes::root);
		types.exception("System.SystemException", "System.Exception");
		types.exception("System.ApplicationException", "System.Exception");
		types.exception("System.AggregateException", "System.Exception");
		String argument = "System.ArgumentException";
		types.exception(argument, "System.SystemException")
			.property("string ParamName", (ClrException exception) -> exception.parameter())
			.constructor("ArgumentException(string message, string paramName)",
					(@Nullable String message, @Nullable String name) -> ofParameter(argument, message, name));
		for (String name : new String[] { "ArgumentNullException", "ArgumentOutOfRangeException" }) {
			TypeBuilder type = types.exceptionOfParameter("System." + name, argument);
			type.constructor(name + "(string paramName)",
					(@Nullable String parameter) -> ofParameter("System." + name, null, parameter))
				.constructor(name + "(string paramName, string message)", (@Nullable String parameter,
						@Nullable String message) -> ofParameter("System." + name, message, parameter));
		}
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

	private static ClrException ofParameter(String type, @Nullable String message, @Nullable String parameter) {
		String text = (message != null) ? message : type.endsWith("NullException") ? "Value cannot be null."
				: "Specified argument was out of the range of valid values.";
		return ClrException.ofParameter(type, text, parameter);
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
