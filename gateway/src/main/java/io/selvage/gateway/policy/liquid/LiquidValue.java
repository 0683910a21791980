package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What templates do with values: truth, text, comparison, members.
 */
final class LiquidValue {

	/** Compares equal to what holds nothing. */
	static final Object EMPTY = new Object() {

		@Override
		public String toString() {
			return "";
		}

	};

	private static final int LONGEST_NUMBER = 40;

	private LiquidValue() {
	}

	static boolean isTrue(@Nullable Object value) {
		return value != null && !Boolean.FALSE.equals(value);
	}

	static boolean isEmpty(@Nullable Object value) {
		if (value instanceof String text) {
			return text.isEmpty();
		}
		if (value instanceof Collection<?> items) {
			return items.isEmpty();
		}
		return value == null || (value instanceof Map<?, ?> map && map.isEmpty());
	}

	static String text(@Nullable Object value) {
		if (value == null) {
			return "";
		}
		if (value instanceof BigDecimal number) {
			return number.toPlainString();
		}
		if (value instanceof Collection<?> items) {
			StringBuilder joined = new StringBuilder();
			items.forEach((item) -> joined.append(text(item)));
			return joined.toString();
		}
		return value.toString();
	}

	static @Nullable BigDecimal number(@Nullable Object value) {
		if (value instanceof BigDecimal number) {
			return number;
		}
		if (value instanceof Integer || value instanceof Long) {
			return BigDecimal.valueOf(((Number) value).longValue());
		}
		if (value instanceof Number number) {
			return new BigDecimal(number.toString());
		}
		if (value instanceof String text && !text.isBlank() && text.length() < LONGEST_NUMBER) {
			try {
				return new BigDecimal(text.strip());
			}
			catch (NumberFormatException notANumber) {
				return null;
			}
		}
		return null;
	}

	static boolean areEqual(@Nullable Object a, @Nullable Object b) {
		if (a == EMPTY || b == EMPTY) {
			Object other = (a == EMPTY) ? b : a;
			return other == EMPTY || (other != null && isEmpty(other));
		}
		if (a == null || b == null) {
			return a == b;
		}
		if (a instanceof Number && b instanceof Number) {
			BigDecimal x = number(a);
			BigDecimal y = number(b);
			return x != null && y != null && x.compareTo(y) == 0;
		}
		return a.equals(b) || (a instanceof XmlValue && b instanceof String && a.toString().equals(b));
	}

	/** Returns null if the two cannot be compared. */
	static @Nullable Integer compare(@Nullable Object a, @Nullable Object b) {
		if (a instanceof Number || b instanceof Number) {
			BigDecimal x = number(a);
			BigDecimal y = number(b);
			return (x != null && y != null) ? x.compareTo(y) : null;
		}
		return (a instanceof String x && b instanceof String y) ? Integer.valueOf(x.compareTo(y)) : null;
	}

	static boolean contains(@Nullable Object holder, @Nullable Object item) {
		if (holder instanceof String text) {
			return item != null && text.contains(text(item));
		}
		if (holder instanceof Collection<?> items) {
			return items.stream().anyMatch((other) -> areEqual(other, item));
		}
		return holder instanceof Map<?, ?> map && item != null && map.containsKey(text(item));
	}

	static @Nullable Object member(@Nullable Object holder, Object key) {
		if (holder instanceof LiquidObject object) {
			Object member = object.member(text(key));
			return (member == null && holder instanceof Collection<?> items) ? ofCollection(items, key) : member;
		}
		if (holder instanceof Map<?, ?> map) {
			return map.containsKey(text(key)) ? map.get(text(key)) : sizeOf(map.size(), key);
		}
		if (holder instanceof Collection<?> items) {
			return ofCollection(items, key);
		}
		return (holder instanceof String text) ? sizeOf(text.length(), key) : null;
	}

	private static @Nullable Object ofCollection(Collection<?> items, Object key) {
		List<?> list = (items instanceof List<?> already) ? already : new ArrayList<>(items);
		BigDecimal index = number(key);
		if (index != null) {
			int at = index.intValue();
			int from = (at < 0) ? at + list.size() : at;
			return (from >= 0 && from < list.size()) ? list.get(from) : null;
		}
		return switch (text(key)) {
			case "first", "First" -> list.isEmpty() ? null : list.get(0);
			case "last", "Last" -> list.isEmpty() ? null : list.get(list.size() - 1);
			default -> sizeOf(list.size(), key);
		};
	}

	private static @Nullable Object sizeOf(int size, Object key) {
		return (key.equals("size") || key.equals("Size")) ? Long.valueOf(size) : null;
	}

	/** What a loop goes over: the pairs of a map, one item of anything else. */
	static List<Object> items(@Nullable Object value) {
		if (value == null || value instanceof String) {
			return List.of();
		}
		if (value instanceof XmlValue) {
			return List.of(value);
		}
		List<Object> items = new ArrayList<>();
		if (value instanceof Collection<?> collection) {
			collection.forEach((item) -> items.add((item != null) ? item : ""));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, item) -> items.add(pair(key, item)));
		}
		return items;
	}

	private static List<Object> pair(Object key, @Nullable Object item) {
		List<Object> pair = new ArrayList<>(2);
		pair.add(key);
		pair.add((item != null) ? item : "");
		return pair;
	}

}
