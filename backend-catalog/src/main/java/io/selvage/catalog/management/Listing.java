package io.selvage.catalog.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.selvage.catalog.resource.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list: {@code $filter}, {@code $top}, {@code $skip}, and a
 * {@code nextLink} to the rest, which is empty on the last page.
 */
final class Listing {

	/** The size of a page without {@code $top}, and the most that it may ask for. */
	private static final int PAGE = 100;

	private static final int LARGEST_PAGE = 1000;

	private Listing() {
	}

	static ObjectNode page(ManagementRequest request, List<Resource> resources, Function<Resource, JsonNode> writer) {
		String filter = request.parameter("$filter");
		List<Resource> matching = (filter == null || filter.isBlank()) ? resources
				: matching(ODataFilter.parse(filter), request, resources);
		return cut(request, matching, writer);
	}

	private static List<Resource> matching(Predicate<ODataFilter.Fields> filter, ManagementRequest request,
			List<Resource> resources) {
		return resources.stream().filter((resource) -> filter.test(new ShownFields(request, resource))).toList();
	}

	/** One page of what is left after filtering. */
	static <T> ObjectNode cut(ManagementRequest request, List<T> matching, Function<T, JsonNode> writer) {
		long skip = request.number("$skip", 0, 0);
		long top = Math.min(LARGEST_PAGE, request.number("$top", PAGE, 1));
		ObjectNode page = JsonNodeFactory.instance.objectNode();
		ArrayNode value = page.putArray("value");
		matching.stream().skip(skip).limit(top).forEach((each) -> value.add(writer.apply(each)));
		page.put("count", matching.size());
		boolean last = skip >= matching.size() - top;
		page.put("nextLink", last ? "" : nextLink(request, skip + top));
		return page;
	}

	private static String nextLink(ManagementRequest request, long skip) {
		String query = request.query()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals("$skip"))
			.map((entry) -> entry.getKey() + "=" + encode(entry))
			.collect(Collectors.joining("&"));
		return request.origin() + request.path().service() + collectionPath(request.path().place()) + "?" + query
				+ "&$skip=" + skip;
	}

	private static String encode(Map.Entry<String, String> parameter) {
		return URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static String collectionPath(ManagementPath.Place place) {
		if (place instanceof ManagementPath.Place.Collection collection) {
			String parent = (collection.parent() != null) ? encoded(collection.parent().path()) : "";
			return parent + "/" + collection.type().collection();
		}
		if (place instanceof ManagementPath.Place.Member member) {
			String parent = (member.id() != null) ? encoded(member.id().path()) : "";
			return parent + "/" + String.join("/", member.names());
		}
		return "";
	}

	private static String encoded(String path) {
		return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20");
	}

}
