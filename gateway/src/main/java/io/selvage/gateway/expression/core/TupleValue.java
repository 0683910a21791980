package io.selvage.gateway.expression.core;

import java.util.List;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Tuple}.
 *
 * @param items its items
 */
record TupleValue(List<@Nullable Object> items) {

	@Override
	public String toString() {
		return this.items.stream().map(Values::toText).collect(Collectors.joining(", ", "(", ")"));
	}
}
