package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * An exception that C# code would see: it can be caught by type in an expression.
 */
public final class ClrException extends RuntimeException {

	private final String type;

	private final @Nullable String parameter;

	/**
	 * Creates an exception.
	 * @param type the full .NET name, for example {@code System.FormatException}; it must
	 * be declared ({@link TypeRegistry#exception})
	 * @param message what {@code Message} returns
	 */
	public ClrException(String type, String message) {
		this(type, message, null);
	}

	/**
	 * Creates an exception with an inner one.
	 * @param type the full .NET name
	 * @param message what {@code Message} returns
	 * @param inner what {@code InnerException} returns, or null
	 */
	public ClrException(String type, String message, @Nullable ClrException inner) {
		this(type, message, inner, null);
	}

	private ClrException(String type, String message, @Nullable ClrException inner, @Nullable String parameter) {
		super((parameter == null) ? message : message + " (Parameter '" + parameter + "')", inner, false, false);
		this.type = type;
		this.parameter = parameter;
	}

	/**
	 * Makes an exception about an argument.
	 * @param type the full .NET name, of ArgumentException or an exception below it
	 * @param message what is wrong
	 * @param parameter the name of the parameter, or null
	 * @return the exception; its message names the parameter
	 */
	public static ClrException ofParameter(String type, String message, @Nullable String parameter) {
		return new ClrException(type, message, null, parameter);
	}

	/**
	 * Returns the parameter an ArgumentException is about.
	 * @return the name, or null
	 */
	public @Nullable String parameter() {
		return this.parameter;
	}

	/**
	 * Returns the .NET type.
	 * @return the full name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Returns the text for people.
	 * @return the message, never null
	 */
	public String message() {
		String message = getMessage();
		return (message != null) ? message : "";
	}

	@Override
	public String toString() {
		return this.type + ": " + message();
	}

	public static ClrException argument(String message) {
		return new ClrException("System.ArgumentException", message);
	}

	public static ClrException argumentNull(String parameter) {
		return ofParameter("System.ArgumentNullException", "Value cannot be null.", parameter);
	}

	public static ClrException argumentOutOfRange(String parameter, String message) {
		return ofParameter("System.ArgumentOutOfRangeException", message, parameter);
	}

	public static ClrException format(String message) {
		return new ClrException("System.FormatException", message);
	}

	public static ClrException overflow(String message) {
		return new ClrException("System.OverflowException", message);
	}

	public static ClrException invalidCast(String message) {
		return new ClrException("System.InvalidCastException", message);
	}

	public static ClrException invalidOperation(String message) {
		return new ClrException("System.InvalidOperationException", message);
	}

	public static ClrException notSupported(String message) {
		return new ClrException("System.NotSupportedException", message);
	}

	public static ClrException keyNotFound(Object key) {
		return new ClrException("System.Collections.Generic.KeyNotFoundException",
				"The given key '" + key + "' was not present in the dictionary.");
	}

	public static ClrException nullReference() {
		return new ClrException("System.NullReferenceException",
				"Object reference not set to an instance of an object.");
	}

	public static ClrException indexOutOfRange() {
		return new ClrException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
	}

}
