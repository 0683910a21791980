package io.selvage.catalog.management;

import java.util.List;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.store.Revision;
import io.selvage.catalog.store.StoredCatalog;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The history of the catalog: {@code GET …/revisions}, {@code GET …/revisions/n} with
 * what it changed, {@code POST …/revisions/n/rollback}. API Management has nothing like
 * it.
 */
final class HistoryCalls {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final int PAGE = 100;

	private final StoredCatalog store;

	private final Representation representation;

	HistoryCalls(StoredCatalog store, Representation representation) {
		this.store = store;
		this.representation = representation;
	}

	static boolean concerns(ManagementPath.Place.Member place) {
		return place.id() == null && place.name().equalsIgnoreCase("revisions");
	}

	static boolean isRollback(ManagementPath.Place.Member place) {
		return place.names().size() == 3 && place.names().get(2).equalsIgnoreCase("rollback");
	}

	Mono<ManagementAnswer> get(ManagementRequest request, ManagementPath.Place.Member place) {
		return (place.names().size() == 1) ? list(request) : show(request, number(place));
	}

	private Mono<ManagementAnswer> list(ManagementRequest request) {
		long below = request.number("below", Long.MAX_VALUE, 0);
		return this.store.history(below, PAGE).map(HistoryCalls::body).collectList().map((revisions) -> {
			ObjectNode page = NODES.objectNode();
			page.putArray("value").addAll(revisions);
			boolean last = revisions.size() < PAGE;
			page.put("nextLink", last ? "" : request.origin() + request.path().service() + "/revisions?api-version="
					+ request.apiVersion() + "&below=" + revisions.get(revisions.size() - 1).path("revision").asLong());
			return ManagementAnswer.of(200, page);
		});
	}

	private static JsonNode body(Revision revision) {
		return NODES.objectNode()
			.put("revision", revision.number())
			.put("author", revision.author())
			.put("writtenAt", revision.writtenAt().toString())
			.put("note", revision.note());
	}

	private Mono<ManagementAnswer> show(ManagementRequest request, long number) {
		return this.store.history(number + 1, 1)
			.filter((revision) -> revision.number() == number)
			.next()
			.flatMap((revision) -> this.store.changes(number).collectList().map((changes) -> {
				ObjectNode body = (ObjectNode) body(revision);
				ArrayNode list = body.putArray("changes");
				for (StoredCatalog.Change change : changes) {
					ObjectNode entry = list.addObject();
					entry.put("path", change.path());
					entry.set("before", shown(request, change.before()));
					entry.set("after", shown(request, change.after()));
				}
				return ManagementAnswer.of(200, body);
			}))
			.switchIfEmpty(Mono.error(() -> notFound(number)));
	}

	private @Nullable JsonNode shown(ManagementRequest request, @Nullable Resource resource) {
		return (resource != null) ? this.representation.of(request, resource) : NODES.nullNode();
	}

	Mono<ManagementAnswer> rollback(ManagementRequest request, ManagementPath.Place.Member place) {
		long number = number(place);
		Mono<Boolean> known = (number == 0) ? Mono.just(true)
				: this.store.history(number + 1, 1).filter((revision) -> revision.number() == number).hasElements();
		return known
			.flatMap((exists) -> exists ? this.store.rollback(number, request.caller().name())
					: Mono.error(notFound(number)))
			.map((candidate) -> {
				ObjectNode body = NODES.objectNode();
				ArrayNode changed = body.putArray("changed");
				paths(candidate.difference().changed()).forEach(changed::add);
				ArrayNode removed = body.putArray("removed");
				paths(candidate.difference().removed()).forEach(removed::add);
				return ManagementAnswer.of(200, body);
			});
	}

	private static List<String> paths(java.util.Set<ResourceId> ids) {
		return ids.stream().map(ResourceId::path).sorted().toList();
	}

	private static long number(ManagementPath.Place.Member place) {
		try {
			return Math.min(Long.parseLong(place.names().get(1)), Long.MAX_VALUE - 1);
		}
		catch (NumberFormatException ex) {
			throw new CatalogException(CatalogError.VALIDATION, "A revision is a number.");
		}
	}

	private static CatalogException notFound(long number) {
		return new CatalogException(CatalogError.NOT_FOUND, "Revision " + number + " not found.");
	}

}
