package io.selvage.gateway.expression.collections;

import java.util.Comparator;

import io.selvage.gateway.expression.core.StringComparisons;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * A comparer of text: {@code StringComparer}. Equal texts have the same key.
 *
 * @param comparison how texts are compared
 */
record Comparer(EnumValue comparison) implements Comparator<@Nullable Object> {

	boolean isDefault() {
		return (this.comparison.value() & 1) == 0;
	}

	/** Texts that are equal have equal keys. */
	@Nullable Object key(@Nullable Object value) {
		if (isDefault() || !(value instanceof String text)) {
			return value;
		}
		char[] chars = text.toCharArray();
		for (int i = 0; i < chars.length; i++) {
			chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
		}
		return new String(chars);
	}

	boolean equal(@Nullable Object a, @Nullable Object b) {
		return Values.areEqual(key(a), key(b));
	}

	@Override
	public int compare(@Nullable Object a, @Nullable Object b) {
		return StringComparisons.compare((String) a, (String) b, this.comparison);
	}

}
