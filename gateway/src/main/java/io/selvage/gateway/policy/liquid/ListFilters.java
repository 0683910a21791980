package io.selvage.gateway.policy.liquid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Filters about lists.
 */
final class ListFilters {

	private ListFilters() {
	}

	static void addTo(Map<String, Filter> filters) {
		filters.put("Size", (input, arguments) -> (input != null) ? LiquidValue.member(input, "size") : 0L);
		filters.put("First", (input, arguments) -> (input != null) ? LiquidValue.member(input, "first") : null);
		filters.put("Last", (input, arguments) -> (input != null) ? LiquidValue.member(input, "last") : null);
		filters.put("Join", (input, arguments) -> (input instanceof Collection<?> items)
				? items.stream().map(LiquidValue::text).collect(Collectors.joining(arguments.text(0, " "))) : input);
		filters.put("Split", (input, arguments) -> split(LiquidValue.text(input), arguments.text(0, " ")));
		filters.put("Compact", (input, arguments) -> (input instanceof Collection<?> items)
				? items.stream().filter(Objects::nonNull).toList() : input);
		filters.put("Uniq", (input, arguments) -> (input instanceof Collection<?> items) ? unique(items) : input);
		filters.put("Map", (input, arguments) -> map(input, arguments.text(0, "")));
		filters.put("Sort", (input, arguments) -> sort(input, arguments.get(0)));
	}

	private static List<String> split(String text, String separator) {
		if (text.isEmpty()) {
			return List.of();
		}
		return List.of(text.split(Pattern.quote(separator), -1));
	}

	private static List<@Nullable Object> unique(Collection<?> items) {
		List<@Nullable Object> unique = new ArrayList<>();
		for (Object item : items) {
			if (unique.stream().noneMatch((other) -> LiquidValue.areEqual(other, item))) {
				unique.add(item);
			}
		}
		return unique;
	}

	private static List<@Nullable Object> map(@Nullable Object input, String member) {
		List<@Nullable Object> mapped = new ArrayList<>();
		for (Object item : LiquidValue.items(input)) {
			mapped.add(LiquidValue.member(item, member));
		}
		return mapped;
	}

	private static @Nullable Object sort(@Nullable Object input, @Nullable Object member) {
		if (!(input instanceof Collection<?>)) {
			return input;
		}
		List<Object> sorted = new ArrayList<>(LiquidValue.items(input));
		sorted.sort((a, b) -> {
			Object x = (member != null) ? LiquidValue.member(a, member) : a;
			Object y = (member != null) ? LiquidValue.member(b, member) : b;
			Integer order = LiquidValue.compare(x, y);
			return (order != null) ? order : 0;
		});
		return sorted;
	}

}
