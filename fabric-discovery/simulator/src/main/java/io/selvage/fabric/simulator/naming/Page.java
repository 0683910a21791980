package io.selvage.fabric.simulator.naming;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a list into pages. A page ends at the asked-for number of items, or where it would
 * grow beyond what one message of the cluster may hold. The continuation token is the key
 * of the last item.
 *
 * @param maxBytes how long a page may get, in characters of JSON
 */
record Page(int maxBytes) {

	/**
	 * One page of items.
	 * @param items all items
	 * @param key what orders them and continues the list
	 * @param request the request, which may hold a continuation token
	 * @param maxResults how many items at most, 0 for no limit
	 * @param render writes an item
	 */
	<T, K extends Comparable<K>> JsonNode of(List<T> items, Key<T, K> key, ApiRequest request, long maxResults,
			Function<T, ObjectNode> render) {
		List<T> sorted = items.stream().sorted(Comparator.comparing(key.of())).toList();
		if (!request.version().paged()) {
			return Rendering.of(request.version()).array(sorted, render);
		}
		if (maxResults < 0) {
			throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
		}
		K after = request.parameter("ContinuationToken").map(key.parse()).orElse(null);
		List<T> rest = (after == null) ? sorted
				: sorted.stream().filter((item) -> key.of().apply(item).compareTo(after) > 0).toList();
		ObjectNode page = Rendering.JSON.createObjectNode();
		page.put("ContinuationToken", "");
		ArrayNode array = page.putArray("Items");
		long bytes = 0;
		for (T item : rest) {
			ObjectNode json = render.apply(item);
			bytes += json.toString().length();
			if (!array.isEmpty() && (array.size() == maxResults || bytes > this.maxBytes)) {
				page.put("ContinuationToken", key.of().apply(rest.get(array.size() - 1)).toString());
				break;
			}
			array.add(json);
		}
		return page;
	}

	/**
	 * What orders a list.
	 *
	 * @param of the key of an item
	 * @param parse reads a key from a continuation token, which arrives as it was sent,
	 * never unescaped
	 */
	record Key<T, K extends Comparable<K>>(Function<T, K> of, Function<String, K> parse) {

		/** Items ordered by their Service Fabric name. */
		static <T> Key<T, String> name(Function<T, String> of) {
			return new Key<>(of, (token) -> {
				if (!token.startsWith("fabric:/")) {
					throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
				}
				return token;
			});
		}

		/** Items ordered by a number. */
		static <T> Key<T, Long> number(Function<T, Long> of) {
			return new Key<>(of, (token) -> {
				try {
					return Long.valueOf(token);
				}
				catch (NumberFormatException ex) {
					throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
				}
			});
		}

		/** Items ordered by a text of any kind. */
		static <T> Key<T, String> text(Function<T, String> of) {
			return new Key<>(of, (token) -> token);
		}

	}

}
