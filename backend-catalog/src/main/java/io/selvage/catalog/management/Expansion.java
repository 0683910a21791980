package io.selvage.catalog.management;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What parameters of lists choose and add: {@code tags} and {@code scope} choose by tags,
 * {@code expandApiVersionSet} and {@code expandGroups} show what a resource belongs to.
 */
final class Expansion {

	private final CatalogSnapshot snapshot;

	private final ManagementRequest request;

	Expansion(CatalogSnapshot snapshot, ManagementRequest request) {
		this.snapshot = snapshot;
		this.request = request;
	}

	/** What of a list is wanted. */
	Predicate<Resource> chosen(ResourceType type) {
		String names = this.request.parameter("tags");
		if (names != null && !names.isBlank() && ResourceType.find(type, "tags") != null) {
			return new TagIndex(this.snapshot).havingAny(names);
		}
		String scope = this.request.parameter("scope");
		if (scope == null || scope.isBlank() || type != ResourceType.TAGS) {
			return (resource) -> true;
		}
		Set<ResourceId> used = new TagIndex(this.snapshot).ofAny(inScope(scope.strip()));
		return (tag) -> used.contains(tag.id());
	}

	/** {@code apis}, {@code products} or {@code apis/a}, where operations are meant. */
	private Collection<Resource> inScope(String scope) {
		ResourceId api = ResourceId.parse(scope);
		ResourceType type = (api != null) ? ResourceType.OPERATIONS
				: ResourceType.find(null, scope.replace("/", "").toLowerCase(Locale.ROOT));
		return (type != null) ? this.snapshot.resources(type, api) : List.of();
	}

	/** Adds to a resource that is shown. */
	JsonNode added(Resource resource, JsonNode shown) {
		if (shown.path("properties") instanceof ObjectNode properties) {
			if (resource.type() == ResourceType.APIS && this.request.flag("expandapiversionset")) {
				addVersionSet(properties);
			}
			if (resource.type() == ResourceType.PRODUCTS && this.request.flag("expandgroups")) {
				addGroups(resource, properties);
			}
		}
		return shown;
	}

	private void addVersionSet(ObjectNode api) {
		ResourceId id = ResourceId.reference(ResourceType.VERSION_SETS, api.path("apiVersionSetId").asString(""));
		@Nullable Resource set = (id != null) ? this.snapshot.resource(id) : null;
		if (set != null && !api.path("apiVersionSet").isObject()) {
			ObjectNode details = api.putObject("apiVersionSet");
			details.put("id", this.request.path().service() + set.id().path());
			details.put("name", set.property("displayName").asString(set.name()));
			for (String name : new String[] { "description", "versioningScheme", "versionQueryName",
					"versionHeaderName" }) {
				if (set.property(name).isString()) {
					details.put(name, set.property(name).asString());
				}
			}
		}
	}

	private void addGroups(Resource product, ObjectNode properties) {
		ArrayNode groups = properties.putArray("groups");
		ResourceType links = ResourceType.find(ResourceType.PRODUCTS, "groups");
		ResourceType type = ResourceType.find(null, "groups");
		if (links != null && type != null) {
			for (Resource link : this.snapshot.resources(links, product.id())) {
				Resource group = this.snapshot.resource(ResourceId.of(type, link.name()));
				ObjectNode entry = groups.addObject().put("id", "/groups/" + link.name());
				entry.put("name", (group != null) ? group.property("displayName").asString(link.name()) : link.name());
			}
		}
	}

}
