package io.selvage.gateway.expression.types;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An object of an anonymous type ({@code new { a = 1 }}).
 */
public final class AnonymousObject implements Weight.Weighed {

	private final List<String> names;

	private final @Nullable Object[] values;

	private final int weight;

	/**
	 * Creates an object.
	 * @param names the properties in order
	 * @param values their values, not copied
	 */
	public AnonymousObject(List<String> names, @Nullable Object[] values) {
		this.names = names;
		this.values = values;
		this.weight = Weight.of(values);
	}

	@Override
	public int weight() {
		return this.weight;
	}

	/**
	 * Returns the names of the properties.
	 * @return in the order of the source
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Returns the value of a property.
	 * @param index its place among {@link #names()}
	 * @return the value
	 */
	public @Nullable Object value(int index) {
		return this.values[index];
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AnonymousObject that && this.names.equals(that.names)
				&& Arrays.equals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.values);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("{ ");
		for (int i = 0; i < this.values.length; i++) {
			text.append((i == 0) ? "" : ", ")
				.append(this.names.get(i))
				.append(" = ")
				.append(Values.toText(this.values[i]));
		}
		return text.append(" }").toString();
	}

}
