package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * {@code System.Collections.Generic.KeyValuePair}: an entry of a dictionary.
 *
 * @param key the key
 * @param value the value
 */
public record KeyValuePair(@Nullable Object key, @Nullable Object value) {

	@Override
	public String toString() {
		return "[" + Values.toText(this.key) + ", " + Values.toText(this.value) + "]";
	}

}
