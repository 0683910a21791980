package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * {@code System.Collections.Generic.KeyValuePair}: an entry of a dictionary.
 *
 * @param key the key
 * @param value the value
 * @param weight how many values are within it
 */
public record KeyValuePair(@Nullable Object key, @Nullable Object value, int weight) implements Weight.Weighed {

	/**
	 * Creates a pair.
	 * @param key the key
	 * @param value the value
	 */
	public KeyValuePair(@Nullable Object key, @Nullable Object value) {
		this(key, value, Weight.of(key, value));
	}

	@Override
	public String toString() {
		return "[" + Values.toText(this.key) + ", " + Values.toText(this.value) + "]";
	}

}
