package io.selvage.gateway.expression.core;

import java.util.List;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.types.Values;
import io.selvage.gateway.expression.types.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Tuple}.
 */
final class TupleValue implements Weight.Weighed {

	private final List<@Nullable Object> items;

	private final int weight;

	TupleValue(List<@Nullable Object> items) {
		this.items = items;
		this.weight = Weight.of(items.toArray());
	}

	List<@Nullable Object> items() {
		return this.items;
	}

	@Override
	public int weight() {
		return this.weight;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TupleValue that && this.items.equals(that.items);
	}

	@Override
	public int hashCode() {
		return this.items.hashCode();
	}

	@Override
	public String toString() {
		return this.items.stream().map(Values::toText).collect(Collectors.joining(", ", "(", ")"));
	}

}
