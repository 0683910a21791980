package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists of what is tagged, one entry per tag and tagged resource: {@code apisByTags},
 * {@code productsByTags}, {@code apis/a/operationsByTags} and {@code tagResources}.
 */
final class TagCalls {

	static final String TAG_RESOURCES = "tagresources";

	/** What is listed by each call, by its name in lower case. */
	private static final Map<String, ResourceType> CALLS = Map.of("apisbytags", ResourceType.APIS, "productsbytags",
			ResourceType.PRODUCTS, "operationsbytags", ResourceType.OPERATIONS);

	private final ResourceCalls resources;

	TagCalls(ResourceCalls resources) {
		this.resources = resources;
	}

	static boolean concerns(ManagementPath.Place.Member place) {
		String name = place.name().toLowerCase(Locale.ROOT);
		ResourceType listed = CALLS.get(name);
		ResourceType parent = (listed != null) ? listed.parent() : null;
		return place.names().size() == 1 && (listed != null || name.equals(TAG_RESOURCES))
				&& Objects.equals(parent, (place.id() != null) ? place.id().type() : null);
	}

	Mono<ManagementAnswer> list(ManagementRequest request, ManagementPath.Place.Member place) {
		CatalogSnapshot snapshot = this.resources.snapshot();
		TagIndex tags = new TagIndex(snapshot);
		ResourceId parent = (place.id() != null) ? this.resources.existing(place.id()).id() : null;
		boolean untagged = request.flag("includenottaggedapis") || request.flag("includenottaggedproducts")
				|| request.flag("includenottaggedoperations");
		List<Entry> entries = new ArrayList<>();
		for (Resource each : listed(snapshot, place, parent)) {
			List<Resource> of = tags.of(each);
			of.forEach((tag) -> entries.add(entry(request, snapshot, tag, each)));
			if (of.isEmpty() && untagged) {
				entries.add(entry(request, snapshot, null, each));
			}
		}
		String filter = request.parameter("$filter");
		List<Entry> matching = (filter == null || filter.isBlank()) ? entries
				: entries.stream().filter(ODataFilter.parse(filter)).toList();
		return Mono.just(ManagementAnswer.of(200, Listing.cut(request, matching, Entry::json)));
	}

	private static List<Resource> listed(CatalogSnapshot snapshot, ManagementPath.Place.Member place,
			@Nullable ResourceId parent) {
		ResourceType type = CALLS.get(place.name().toLowerCase(Locale.ROOT));
		if (type != null) {
			return List.copyOf(snapshot.resources(type, parent));
		}
		Collection<Resource> apis = snapshot.resources(ResourceType.APIS, null);
		List<Resource> all = new ArrayList<>(apis);
		apis.forEach((api) -> all.addAll(snapshot.resources(ResourceType.OPERATIONS, api.id())));
		all.addAll(snapshot.resources(ResourceType.PRODUCTS, null));
		return all;
	}

	private static Entry entry(ManagementRequest request, CatalogSnapshot snapshot, @Nullable Resource tag,
			Resource tagged) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		if (tag != null) {
			json.putObject("tag").put("id", tag.id().path()).put("name", displayName(tag));
		}
		ObjectNode shown = json.putObject(tagged.type().entityName().toLowerCase(Locale.ROOT));
		shown.put("id", tagged.id().path());
		shown.put("name", displayName(tagged));
		if (tagged.type() == ResourceType.OPERATIONS) {
			operation(shown, snapshot, tagged);
		}
		else {
			ObjectNode properties = Representation.properties(request, tagged);
			properties.remove("displayName");
			shown.setAll(properties);
		}
		return new Entry(new ShownFields(request, tagged), json);
	}

	private static void operation(ObjectNode shown, CatalogSnapshot snapshot, Resource operation) {
		Resource api = snapshot.resource(Objects.requireNonNull(operation.id().parent()));
		if (api != null) {
			shown.put("apiName", displayName(api));
			copy(api, shown, "apiRevision");
			copy(api, shown, "apiVersion");
		}
		copy(operation, shown, "description");
		copy(operation, shown, "method");
		copy(operation, shown, "urlTemplate");
	}

	private static void copy(Resource from, ObjectNode to, String property) {
		JsonNode value = from.property(property);
		if (!value.isMissingNode()) {
			to.set(property, value.deepCopy());
		}
	}

	private static String displayName(Resource resource) {
		return resource.property("displayName").asString(resource.name());
	}

	/**
	 * A tag and what has it.
	 *
	 * @param tagged the fields of what has it, which filters name
	 * @param json the entry; filters name what is in it with a slash
	 */
	private record Entry(ShownFields tagged, ObjectNode json) implements ODataFilter.Fields {

		@Override
		public String value(String field) {
			int slash = field.indexOf('/');
			boolean inEntry = slash > 0 && List.of("tag", "api", "product", "operation")
				.contains(field.substring(0, slash).toLowerCase(Locale.ROOT));
			return inEntry ? ODataFilter.value(this.json, field) : this.tagged.value(field);
		}

	}

}
