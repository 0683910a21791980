package io.selvage.gateway.expression.code;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * The .NET exceptions that stand for what Java throws.
 */
public final class Failures {

	private Failures() {
	}

	/**
	 * Returns what enumerators throw when their collection has changed.
	 * @return an InvalidOperationException
	 */
	static ClrException modified() {
		return ClrException.invalidOperation("Collection was modified; enumeration operation may not execute.");
	}

	/**
	 * Translates.
	 * @param failure what was thrown while an expression was evaluated
	 * @return what C# code can catch; null if it must end the evaluation
	 */
	public static @Nullable ClrException translate(RuntimeException failure) {
		if (failure instanceof ClrException exception) {
			return exception;
		}
		if (failure instanceof NullPointerException) {
			return ClrException.nullReference();
		}
		if (failure instanceof ClassCastException) {
			return ClrException.invalidCast("Specified cast is not valid.");
		}
		if (failure instanceof ArithmeticException) {
			return Arithmetic.divideByZero();
		}
		if (failure instanceof IndexOutOfBoundsException) {
			return ClrException.indexOutOfRange();
		}
		if (failure instanceof ArrayStoreException) {
			return new ClrException("System.ArrayTypeMismatchException",
					"Attempted to access an element as a type incompatible with the array.");
		}
		if (failure instanceof NegativeArraySizeException) {
			return Arithmetic.overflow();
		}
		if (failure instanceof ConcurrentModificationException) {
			return modified();
		}
		if (failure instanceof NoSuchElementException) {
			return ClrException.invalidOperation("Sequence contains no elements");
		}
		if (failure instanceof UnsupportedOperationException) {
			return ClrException.notSupported("Specified method is not supported.");
		}
		return (failure instanceof IllegalArgumentException)
				? ClrException.argument(String.valueOf(failure.getMessage())) : null;
	}

}
