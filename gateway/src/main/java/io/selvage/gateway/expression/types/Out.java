package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * An {@code out} or {@code ref} argument.
 *
 * @param <T> the type of the variable
 */
public final class Out<T> {

	private @Nullable T value;

	/**
	 * Returns the value of the variable.
	 * @return for {@code ref}, first the caller's value
	 */
	public @Nullable T get() {
		return this.value;
	}

	/**
	 * Sets the variable.
	 * @param value the new value; for a value type never null
	 */
	public void set(@Nullable T value) {
		this.value = value;
	}

}
