package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Which tags a resource has. The contract knows two ways to say it: {@code
 * apis/a/tags/t}, and a link {@code tags/t/apiLinks/l} whose properties name the API.
 */
final class TagIndex {

	/** Collections of links below a tag, and the property that names what is tagged. */
	private static final Map<String, String> LINKS = Map.of("apiLinks", "apiId", "operationLinks", "operationId",
			"productLinks", "productId");

	private final CatalogSnapshot snapshot;

	/** What links below tags say. */
	private final Map<ResourceId, List<Resource>> linked = new HashMap<>();

	TagIndex(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
		LINKS.forEach((collection, property) -> {
			ResourceType type = ResourceType.find(ResourceType.TAGS, collection);
			if (type != null) {
				snapshot.resources(ResourceType.TAGS, null).forEach((tag) -> addLinked(tag, type, property));
			}
		});
	}

	private void addLinked(Resource tag, ResourceType type, String property) {
		for (Resource link : this.snapshot.resources(type, tag.id())) {
			ResourceId target = target(type.collection(), link.property(property).asString(""));
			if (target != null) {
				this.linked.computeIfAbsent(target, (id) -> new ArrayList<>()).add(tag);
			}
		}
	}

	/**
	 * Links name what is tagged by a full id, by a path below the service, or by name.
	 */
	private static @Nullable ResourceId target(String kind, String reference) {
		ResourceId id = ResourceId.parse(reference.startsWith("/") ? reference : "/" + reference);
		if (id != null || kind.equals("operationLinks")) {
			return id;
		}
		return ResourceId.reference(kind.equals("apiLinks") ? ResourceType.APIS : ResourceType.PRODUCTS, reference);
	}

	/** The tags of a resource, those that exist, by name. */
	Collection<Resource> of(Resource tagged) {
		Map<String, Resource> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.linked.getOrDefault(tagged.id(), List.of()).forEach((tag) -> tags.put(tag.name(), tag));
		ResourceType below = ResourceType.find(tagged.type(), "tags");
		if (below != null) {
			for (Resource link : this.snapshot.resources(below, tagged.id())) {
				Resource tag = this.snapshot.resource(ResourceId.of(ResourceType.TAGS, link.name()));
				if (tag != null) {
					tags.put(tag.name(), tag);
				}
			}
		}
		return tags.values();
	}

	/** Which tags resources have. */
	Set<ResourceId> ofAny(Collection<Resource> tagged) {
		Set<ResourceId> tags = new HashSet<>();
		tagged.forEach((each) -> of(each).forEach((tag) -> tags.add(tag.id())));
		return tags;
	}

	/**
	 * What has one of some tags, given by names and separated by commas.
	 */
	Predicate<Resource> havingAny(String names) {
		Set<String> wanted = new HashSet<>();
		for (String name : names.split(",")) {
			wanted.add(lower(name.strip()));
		}
		Set<ResourceId> tags = new HashSet<>();
		for (Resource tag : this.snapshot.resources(ResourceType.TAGS, null)) {
			if (wanted.contains(lower(tag.name()))
					|| wanted.contains(lower(tag.property("displayName").asString("")))) {
				tags.add(tag.id());
			}
		}
		return (tagged) -> of(tagged).stream().anyMatch((tag) -> tags.contains(tag.id()));
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
