package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a filter; those that were left out have their defaults.
 */
record Arguments(List<@Nullable Object> values) {

	@Nullable Object get(int index) {
		return (index < this.values.size()) ? this.values.get(index) : null;
	}

	String text(int index, String otherwise) {
		return (index < this.values.size()) ? LiquidValue.text(this.values.get(index)) : otherwise;
	}

	int whole(int index, int otherwise) {
		BigDecimal number = LiquidValue.number(get(index));
		return (number != null) ? number.intValue() : otherwise;
	}

}
