package io.selvage.gateway.expression.types;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@code System.Collections.Generic.KeyValuePair}: an entry of a dictionary.
 */
public final class KeyValuePair implements Weight.Weighed {

	private final @Nullable Object key;

	private final @Nullable Object value;

	private final int weight;

	/**
	 * Creates a pair.
	 * @param key the key
	 * @param value the value
	 */
	public KeyValuePair(@Nullable Object key, @Nullable Object value) {
		this.key = key;
		this.value = value;
		this.weight = Weight.of(key, value);
	}

	public @Nullable Object key() {
		return this.key;
	}

	public @Nullable Object value() {
		return this.value;
	}

	@Override
	public int weight() {
		return this.weight;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeyValuePair that && Objects.equals(this.key, that.key)
				&& Objects.equals(this.value, that.value);
	}

	@Override
	public int hashCode() {
		return 31 * Objects.hashCode(this.key) + Objects.hashCode(this.value);
	}

	@Override
	public String toString() {
		return "[" + Values.toText(this.key) + ", " + Values.toText(this.value) + "]";
	}

}
