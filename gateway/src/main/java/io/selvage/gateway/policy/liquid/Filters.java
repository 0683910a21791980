package io.selvage.gateway.policy.liquid;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The filters by name.
 */
final class Filters {

	private static final Map<String, Filter> ALL = all();

	private Filters() {
	}

	private static Map<String, Filter> all() {
		Map<String, Filter> filters = new TreeMap<>();
		TextFilters.addTo(filters);
		NumberFilters.addTo(filters);
		ListFilters.addTo(filters);
		return Collections.unmodifiableMap(filters);
	}

	static @Nullable Filter find(String name) {
		return ALL.get(name);
	}

	static String names() {
		return String.join(", ", ALL.keySet());
	}

}
