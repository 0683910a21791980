package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.List;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds what a call asks for. The same table decides who may do it and lists what there
 * is, so that nothing can be called that is not listed and guarded.
 */
final class ManagementRouter {

	static final String BASE = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
			+ "/providers/Microsoft.ApiManagement/service/{serviceName}";

	private final ResourceCalls resources;

	private final MemberCalls members;

	private final TagCalls tags;

	private final @Nullable HistoryCalls history;

	private final ExportCalls exports;

	ManagementRouter(ResourceCalls resources, MemberCalls members, ExportCalls exports,
			@Nullable HistoryCalls history) {
		this.resources = resources;
		this.tags = new TagCalls(resources);
		this.members = members;
		this.exports = exports;
		this.history = history;
	}

	/**
	 * A call that was found.
	 *
	 * @param access what the caller must be allowed to do
	 * @param handler does it
	 */
	record Found(Caller.Access access, Handler handler) {
	}

	/**
	 * Answers a call.
	 */
	@FunctionalInterface
	interface Handler {

		Mono<ManagementAnswer> handle(ManagementRequest request);

	}

	/**
	 * Finds a call.
	 * @return null if there is none
	 */
	@Nullable Found find(String method, ManagementPath.Place place) {
		if (place instanceof ManagementPath.Place.Item item) {
			return item(method, item.id());
		}
		if (place instanceof ManagementPath.Place.Collection collection) {
			return method.equals("GET")
					? new Found(Caller.Access.READ, (request) -> this.resources.list(request, collection)) : null;
		}
		if (place instanceof ManagementPath.Place.Member member) {
			return member(method, member);
		}
		if (!method.equals("GET")) {
			return null;
		}
		if (place instanceof ManagementPath.Place.Description) {
			return new Found(Caller.Access.READ,
					(request) -> Mono.fromSupplier(() -> ManagementAnswer.of(200, ApiDescription.of(routes()))));
		}
		if (place instanceof ManagementPath.Place.Export) {
			return new Found(Caller.Access.SIGNED_LINK, this.exports::document);
		}
		if (place instanceof ManagementPath.Place.Service service) {
			return new Found(Caller.Access.READ, (request) -> Mono.just(ServiceCalls.service(request, service.name())));
		}
		ManagementPath.Place.Scope scope = (ManagementPath.Place.Scope) place;
		return new Found(Caller.Access.READ,
				(request) -> Mono.justOrEmpty(ServiceCalls.scope(request, scope.segments())));
	}

	private @Nullable Found item(String method, ResourceId id) {
		return switch (method) {
			case "GET" -> new Found(Caller.Access.READ, (request) -> ExportCalls.isAsked(request, id)
					? this.exports.link(request, id) : this.resources.get(request, id));
			case "HEAD" -> new Found(Caller.Access.READ, (request) -> this.resources.head(request, id));
			case "PUT" -> new Found(Caller.Access.WRITE, (request) -> this.resources.put(request, id));
			case "PATCH" -> new Found(Caller.Access.WRITE, (request) -> this.resources.patch(request, id));
			case "DELETE" -> new Found(Caller.Access.WRITE, (request) -> this.resources.delete(request, id));
			default -> null;
		};
	}

	private @Nullable Found member(String method, ManagementPath.Place.Member place) {
		HistoryCalls revisions = this.history;
		if (revisions != null && HistoryCalls.concerns(place)) {
			if (method.equals("GET") && place.names().size() <= 2) {
				return new Found(Caller.Access.READ, (request) -> revisions.get(request, place));
			}
			return (method.equals("POST") && HistoryCalls.isRollback(place))
					? new Found(Caller.Access.WRITE, (request) -> revisions.rollback(request, place)) : null;
		}
		if (method.equals("GET") && TagCalls.concerns(place)) {
			return new Found(Caller.Access.READ, (request) -> this.tags.list(request, place));
		}
		MemberCalls.Member found = this.members.find(method, place);
		ResourceId id = place.id();
		if (found != null && id != null) {
			return new Found(found.access(), (request) -> this.members.call(found, request, id));
		}
		return UnservedCalls.concerns(place)
				? new Found(Caller.Access.READ, (request) -> Mono.just(UnservedCalls.answer())) : null;
	}

	/** Everything that can be called. */
	List<ManagementRoute> routes() {
		List<ManagementRoute> routes = new ArrayList<>();
		routes.add(new ManagementRoute("GET", "/" + ManagementPath.DESCRIPTION, Caller.Access.READ,
				"Describe this API as OpenAPI"));
		routes.add(new ManagementRoute("GET", "/" + ManagementPath.EXPORTS + "/{fileName}", Caller.Access.SIGNED_LINK,
				"Get an exported API by its link"));
		routes.add(new ManagementRoute("GET", "/subscriptions/{subscriptionId}", Caller.Access.READ,
				"Get the subscription"));
		routes.add(new ManagementRoute("GET", "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
				Caller.Access.READ, "Get the resource group"));
		routes.add(new ManagementRoute("GET", BASE, Caller.Access.READ, "Get the service"));
		for (ResourceType type : ResourceType.all()) {
			addVerbs(routes, type);
		}
		for (MemberCalls.Member member : this.members.all()) {
			routes.add(new ManagementRoute(member.method(), itemTemplate(member.type()) + "/" + member.name(),
					member.access(), member.name() + " of a " + member.type().entityName()));
		}
		routes.addAll(TagCalls.routes());
		if (this.history != null) {
			String revisions = BASE + "/revisions";
			routes.add(new ManagementRoute("GET", revisions, Caller.Access.READ, "List revisions of the catalog"));
			routes.add(new ManagementRoute("GET", revisions + "/{revision}", Caller.Access.READ,
					"Show what a revision changed"));
			routes.add(new ManagementRoute("POST", revisions + "/{revision}/rollback", Caller.Access.WRITE,
					"Serve the state of a revision again"));
		}
		return routes;
	}

	private static void addVerbs(List<ManagementRoute> routes, ResourceType type) {
		String item = itemTemplate(type);
		String collection = item.substring(0, item.lastIndexOf('/'));
		String entity = type.entityName();
		routes.add(new ManagementRoute("GET", collection, Caller.Access.READ, "List: " + entity));
		routes.add(new ManagementRoute("GET", item, Caller.Access.READ, "Get: " + entity));
		routes.add(new ManagementRoute("HEAD", item, Caller.Access.READ, "Get the entity tag: " + entity));
		routes.add(new ManagementRoute("PUT", item, Caller.Access.WRITE, "Create or replace: " + entity));
		routes.add(new ManagementRoute("PATCH", item, Caller.Access.WRITE, "Update: " + entity));
		routes.add(new ManagementRoute("DELETE", item, Caller.Access.WRITE, "Delete: " + entity));
	}

	static String itemTemplate(ResourceType type) {
		ResourceType parent = type.parent();
		String name = type.collection().replaceFirst("ies$", "y").replaceFirst("s$", "") + "Id";
		// The subscription of Azure is another one: the contract tells them apart so,
		// too.
		String parameter = name.equals("subscriptionId") ? "sid" : name;
		return ((parent != null) ? itemTemplate(parent) : BASE) + "/" + type.collection() + "/{" + parameter + "}";
	}

}
