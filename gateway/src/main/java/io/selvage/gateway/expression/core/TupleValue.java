package io.selvage.gateway.expression.core;

import java.util.List;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.types.Values;
import io.selvage.gateway.expression.types.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Tuple}.
 *
 * @param items its items
 * @param weight how many values are within it
 */
record TupleValue(List<@Nullable Object> items, int weight) implements Weight.Weighed {

	TupleValue(List<@Nullable Object> items) {
		this(items, Weight.of(items.toArray()));
	}

	@Override
	public String toString() {
		return this.items.stream().map(Values::toText).collect(Collectors.joining(", ", "(", ")"));
	}
}
