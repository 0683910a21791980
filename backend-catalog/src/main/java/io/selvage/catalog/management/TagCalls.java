package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lists of what is tagged, one entry per tag and tagged resource.
 */
final class TagCalls {

	private static final List<Call> CALLS = List.of(new Call("apisByTags", ResourceType.APIS),
			new Call("productsByTags", ResourceType.PRODUCTS), new Call("operationsByTags", ResourceType.OPERATIONS),
			new Call("tagResources", null));

	private final ResourceCalls resources;

	TagCalls(ResourceCalls resources) {
		this.resources = resources;
	}

	static List<ManagementRoute> routes() {
		return CALLS.stream().map(Call::route).toList();
	}

	static boolean concerns(ManagementPath.Place.Member place) {
		return find(place) != null;
	}

	private static @Nullable Call find(ManagementPath.Place.Member place) {
		ResourceType below = (place.id() != null) ? place.id().type() : null;
		for (Call call : CALLS) {
			if (place.names().size() == 1 && call.name().equalsIgnoreCase(place.name())
					&& Objects.equals(call.parent(), below)) {
				return call;
			}
		}
		return null;
	}

	Mono<ManagementAnswer> list(ManagementRequest request, ManagementPath.Place.Member place) {
		CatalogSnapshot snapshot = this.resources.snapshot();
		TagIndex tags = new TagIndex(snapshot);
		ResourceId parent = (place.id() != null) ? this.resources.existing(place.id()).id() : null;
		boolean untagged = request.flag("includenottaggedapis") || request.flag("includenottaggedproducts")
				|| request.flag("includenottaggedoperations");
		List<TagEntry> entries = new ArrayList<>();
		for (Resource each : listed(snapshot, Objects.requireNonNull(find(place)), parent)) {
			Collection<Resource> of = tags.of(each);
			of.forEach((tag) -> entries.add(new TagEntry(request, snapshot, tag, each)));
			if (of.isEmpty() && untagged) {
				entries.add(new TagEntry(request, snapshot, null, each));
			}
		}
		String filter = request.parameter("$filter");
		List<TagEntry> matching = (filter == null || filter.isBlank()) ? entries
				: entries.stream().filter(ODataFilter.parse(filter)).toList();
		return Mono.just(ManagementAnswer.of(200, Listing.cut(request, matching, TagEntry::json)));
	}

	private static Collection<Resource> listed(CatalogSnapshot snapshot, Call call, @Nullable ResourceId parent) {
		if (call.listed() != null) {
			return snapshot.resources(call.listed(), parent);
		}
		Collection<Resource> apis = snapshot.resources(ResourceType.APIS, null);
		List<Resource> all = new ArrayList<>(apis);
		apis.forEach((api) -> all.addAll(snapshot.resources(ResourceType.OPERATIONS, api.id())));
		all.addAll(snapshot.resources(ResourceType.PRODUCTS, null));
		return all;
	}

	/**
	 * A call.
	 *
	 * @param name what it is called
	 * @param listed the type of what it lists, or null if it lists whatever can have tags
	 */
	private record Call(String name, @Nullable ResourceType listed) {

		/** The type of what it belongs to, or null for the service. */
		@Nullable ResourceType parent() {
			return (this.listed != null) ? this.listed.parent() : null;
		}

		ManagementRoute route() {
			ResourceType parent = parent();
			String above = (parent != null) ? ManagementRouter.itemTemplate(parent) : ManagementRouter.BASE;
			return new ManagementRoute("GET", above + "/" + this.name, Caller.Access.READ,
					"List what has tags, one entry per tag: " + this.name);
		}

	}

}
