package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

	TagIndex(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	/** The tags of a resource, those that exist, by name. */
	List<Resource> of(Resource tagged) {
		Set<ResourceId> ids = new LinkedHashSet<>();
		ResourceType below = ResourceType.find(tagged.type(), "tags");
		if (below != null) {
			this.snapshot.resources(below, tagged.id())
				.forEach((link) -> ids.add(ResourceId.of(ResourceType.TAGS, link.name())));
		}
		Collection<Resource> all = this.snapshot.resources(ResourceType.TAGS, null);
		for (Resource tag : all) {
			if (isLinked(tag, tagged)) {
				ids.add(tag.id());
			}
		}
		return all.stream().filter((tag) -> ids.contains(tag.id())).toList();
	}

	private boolean isLinked(Resource tag, Resource tagged) {
		for (Map.Entry<String, String> kind : LINKS.entrySet()) {
			ResourceType links = ResourceType.find(ResourceType.TAGS, kind.getKey());
			for (Resource link : (links != null) ? this.snapshot.resources(links, tag.id()) : List.<Resource>of()) {
				ResourceId target = target(kind.getKey(), link.property(kind.getValue()).asString(""));
				if (target != null && tagged.id().equals(target)) {
					return true;
				}
			}
		}
		return false;
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

	/**
	 * Whether a resource has one of some tags, given by names and separated by commas.
	 */
	boolean hasAny(Resource tagged, String names) {
		List<String> wanted = new ArrayList<>();
		for (String name : names.split(",")) {
			wanted.add(name.strip().toLowerCase(Locale.ROOT));
		}
		return of(tagged).stream()
			.anyMatch((tag) -> wanted.contains(tag.name().toLowerCase(Locale.ROOT))
					|| wanted.contains(tag.property("displayName").asString("").toLowerCase(Locale.ROOT)));
	}

}
