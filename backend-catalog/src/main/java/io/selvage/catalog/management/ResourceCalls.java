package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.selvage.catalog.Candidate;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Reads, writes, lists and deletes resources of any type: the verbs of the contract.
 */
final class ResourceCalls {

	private final Catalog catalog;

	private final CatalogWriter writer;

	private final Representation representation;

	private final WriteSteps steps;

	ResourceCalls(Catalog catalog, CatalogWriter writer, Representation representation, WriteSteps steps) {
		this.catalog = catalog;
		this.writer = writer;
		this.representation = representation;
		this.steps = steps;
	}

	Mono<ManagementAnswer> list(ManagementRequest request, ManagementPath.Place.Collection place) {
		CatalogSnapshot snapshot = this.catalog.current();
		if (place.parent() != null) {
			existing(place.parent());
		}
		List<Resource> resources = List.copyOf(snapshot.resources(place.type(), place.parent()));
		return Mono.just(ManagementAnswer.of(200, Listing.page(request, targets(resources, place.type(), snapshot),
				(resource) -> this.representation.of(request, resource))));
	}

	/** A list of links such as {@code products/p/apis} answers with what it links to. */
	private static List<Resource> targets(List<Resource> resources, ResourceType type, CatalogSnapshot snapshot) {
		if (!type.isLink()) {
			return resources;
		}
		List<Resource> targets = new ArrayList<>();
		for (Resource link : resources) {
			targets.add(target(link, snapshot));
		}
		return targets;
	}

	private static Resource target(Resource link, CatalogSnapshot snapshot) {
		ResourceType targetType = ResourceType.find(null, link.type().collection());
		Resource target = (targetType != null) ? snapshot.resource(ResourceId.of(targetType, link.name())) : null;
		return (target != null) ? target : link;
	}

	Mono<ManagementAnswer> get(ManagementRequest request, ResourceId id) {
		Resource resource = existing(id);
		Resource shown = id.type().isLink() ? target(resource, this.catalog.current()) : resource;
		return Mono.just(
				ManagementAnswer.of(200, this.representation.of(request, shown)).with("ETag", EntityTag.of(resource)));
	}

	/** Links answer HEAD with 204, everything else with 200. */
	Mono<ManagementAnswer> head(ManagementRequest request, ResourceId id) {
		Resource resource = existing(id);
		boolean bareLink = id.type().isLink() && !id.type().collection().equals("tags");
		return Mono.just(ManagementAnswer.of(bareLink ? 204 : 200).with("ETag", EntityTag.of(resource)));
	}

	Mono<ManagementAnswer> put(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		refuseIfFromFile(id);
		Resource stored = this.catalog.current().resource(id);
		EntityTag.check(request.conditions(), stored);
		return this.steps.prepare(id, request.body(), stored, this.catalog.current()).flatMap((body) -> {
			Reading reading = ResourceReader.read(id, body.json(), Origin.REQUEST, stored);
			Changes changes = Changes.to(Layer.STORE);
			List<Violation> warnings = collect(reading);
			Resource resource = this.steps.complete(reading.resource(), stored);
			body.addTo(changes, resource, warnings);
			return write(request, changes, resource.id(), warnings)
				.map((candidate) -> written(request, candidate, resource.id(), (stored != null) ? 200 : 201));
		});
	}

	Mono<ManagementAnswer> patch(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		Resource stored = existing(id);
		refuseIfFromFile(id);
		EntityTag.check(request.conditions(), stored);
		Reading reading = ResourceReader.patch(stored, request.body());
		List<Violation> warnings = collect(reading);
		Resource resource = this.steps.complete(reading.resource(), stored);
		return write(request, Changes.to(Layer.STORE).put(resource), id, warnings)
			.map((candidate) -> written(request, candidate, id, 200));
	}

	Mono<ManagementAnswer> delete(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		Resource stored = this.catalog.current().resource(id);
		if (stored == null) {
			return Mono.just(ManagementAnswer.of(204));
		}
		refuseIfFromFile(id);
		EntityTag.check(request.conditions(), stored);
		Changes changes = Changes.to(Layer.STORE);
		for (ResourceId gone : this.steps.alsoDeleted(request, id, this.catalog.current())) {
			refuseIfFromFile(gone);
			changes.delete(gone);
		}
		return write(request, changes, id, List.of()).map((candidate) -> ManagementAnswer.of(200));
	}

	private ManagementAnswer written(ManagementRequest request, Candidate candidate, ResourceId id, int status) {
		Resource resource = candidate.snapshot().resource(id);
		if (resource == null) {
			throw new IllegalStateException("not there after it was written: " + id);
		}
		Resource shown = id.type().isLink() ? target(resource, candidate.snapshot()) : resource;
		return ManagementAnswer.of(status, this.representation.of(request, shown))
			.with("ETag", EntityTag.of(resource))
			.with("x-selvage-warning", warnings(candidate.warnings()));
	}

	private static @Nullable String warnings(List<Violation> warnings) {
		return warnings.isEmpty() ? null
				: warnings.stream()
					.map((warning) -> (warning.target().isEmpty() ? "" : warning.target() + ": ") + warning.message())
					.collect(Collectors.joining("; "))
					.replaceAll("[^\\x20-\\x7e]", " ");
	}

	Mono<Candidate> write(ManagementRequest request, Changes changes, ResourceId id, List<Violation> warnings) {
		Mono<Candidate> write = request.flag("validateonly") ? Mono.fromCallable(() -> this.catalog.prepare(changes))
				: this.writer.write(changes, request.caller().name(), request.method() + " " + id.path());
		return write.map((candidate) -> {
			List<Violation> all = new ArrayList<>(warnings);
			all.addAll(candidate.warnings());
			return new Candidate(candidate.changes(), candidate.difference(), candidate.snapshot(), List.copyOf(all));
		});
	}

	/** Errors refuse; warnings go on. */
	private static List<Violation> collect(Reading reading) {
		if (!reading.isValid()) {
			throw new CatalogException(reading.violations());
		}
		return new ArrayList<>(reading.violations());
	}

	/**
	 * Finds a resource; the current revision of an API also under its {@code ;rev=n}.
	 * @throws CatalogException with {@link CatalogError#NOT_FOUND}
	 */
	Resource existing(ResourceId id) {
		Resource resource = this.catalog.current().resource(ApiRevisions.resolve(id, this.catalog.current()));
		if (resource == null) {
			throw new CatalogException(CatalogError.NOT_FOUND, id.type().entityName() + " not found.");
		}
		return resource;
	}

	private void refuseIfFromFile(ResourceId id) {
		if (this.catalog.current().layer(id) == Layer.DIRECTORY) {
			throw new CatalogException(CatalogError.CONFLICT, "'" + id.path()
					+ "' comes from the catalog's directory, which wins over what is written here. Change its file.");
		}
	}

	Collection<Resource> resources(ResourceType type, @Nullable ResourceId parent) {
		return this.catalog.current().resources(type, parent);
	}

	CatalogSnapshot snapshot() {
		return this.catalog.current();
	}

	JsonNode represent(ManagementRequest request, Resource resource) {
		return this.representation.of(request, resource);
	}

}
