package io.selvage.catalog.management;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.selvage.catalog.Candidate;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import io.selvage.catalog.write.ResourceWrites;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Reads, writes, lists and deletes resources of any type: the verbs of the contract.
 */
final class ResourceCalls {

	/** In characters: clients refuse answers whose header is longer than 8 KiB. */
	private static final int LONGEST_WARNING = 4096;

	private final Catalog catalog;

	private final CatalogWriter writer;

	private final Representation representation;

	private final ResourceWrites writes = new ResourceWrites();

	private final LinkedDocuments documents;

	private final VaultFacts vaults;

	private final EntityTag tags;

	ResourceCalls(Catalog catalog, CatalogWriter writer, Representation representation, LinkedDocuments documents,
			VaultFacts vaults, EntityTag tags) {
		this.catalog = catalog;
		this.writer = writer;
		this.representation = representation;
		this.documents = documents;
		this.vaults = vaults;
		this.tags = tags;
	}

	Mono<ManagementAnswer> list(ManagementRequest request, ManagementPath.Place.Collection place) {
		CatalogSnapshot snapshot = this.catalog.current();
		if (place.parent() != null) {
			existing(place.parent());
		}
		String failed = request.parameter("iskeyvaultrefreshfailed");
		Expansion expansion = new Expansion(snapshot, request);
		List<Resource> resources = snapshot.resources(place.type(), place.parent())
			.stream()
			.filter(expansion.chosen(place.type()))
			.filter((failed != null) ? this.vaults.refreshFailed(Boolean.parseBoolean(failed.strip()))
					: (resource) -> true)
			.toList();
		return Mono.just(ManagementAnswer.of(200, Listing.page(request, shown(resources, place.type(), snapshot),
				(resource) -> expansion.added(resource, this.representation.of(request, resource)))));
	}

	private static List<Resource> shown(List<Resource> resources, ResourceType type, CatalogSnapshot snapshot) {
		return type.isLink() ? resources.stream().map((link) -> shown(link, snapshot)).toList() : resources;
	}

	/**
	 * A link such as {@code products/p/apis/a} is shown with the properties of what it
	 * leads to, under its own name.
	 */
	private static Resource shown(Resource resource, CatalogSnapshot snapshot) {
		ResourceType targetType = target(resource.type());
		Resource target = (targetType != null) ? snapshot.resource(ResourceId.of(targetType, resource.name())) : null;
		return (target != null) ? new Resource(resource.id(), target.properties()) : resource;
	}

	/** The type of what links of a type lead to, or null. */
	private static @Nullable ResourceType target(ResourceType type) {
		return type.isLink() ? ResourceType.find(null, type.collection()) : null;
	}

	Mono<ManagementAnswer> get(ManagementRequest request, ResourceId id) {
		Resource resource = existing(id);
		Resource shown = shown(resource, this.catalog.current());
		Representation.Variant variant = Representation.variant(request, shown);
		ManagementAnswer answer = (isTold(resource) && this.tags.isKnown(request.headers(), resource, variant))
				? ManagementAnswer.of(304) : ManagementAnswer.of(200, this.representation.of(request, shown));
		return Mono.just(answer.with("ETag", this.tags.of(resource, variant)).with("Vary", "Accept, Authorization"));
	}

	/**
	 * Whether the entity tag tells all of an answer: what a link leads to, and what is
	 * known of a vault, change without it.
	 */
	private boolean isTold(Resource resource) {
		return target(resource.type()) == null && !this.vaults.concern(resource);
	}

	/** What belongs to a product answers HEAD with 204, everything else with 200. */
	Mono<ManagementAnswer> head(ManagementRequest request, ResourceId id) {
		Resource resource = existing(id);
		boolean bareLink = id.type().isLink() && id.type().parent() == ResourceType.PRODUCTS
				&& !id.type().collection().equals("tags");
		return Mono.just(ManagementAnswer.of(bareLink ? 204 : 200)
			.with("ETag", tag(request, resource))
			.with("Vary", "Accept, Authorization"));
	}

	Mono<ManagementAnswer> put(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		Resource stored = this.catalog.current().resource(id);
		this.tags.check(request.headers(), stored);
		return this.documents.inlined(id, request.body())
			.flatMap((body) -> write(request, this.writes.put(this.catalog.current(), id, body.json(), body.fetched()),
					id))
			.map((candidate) -> written(request, candidate, id, (stored != null) ? 200 : 201));
	}

	Mono<ManagementAnswer> patch(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		this.tags.check(request.headers(), existing(id));
		return write(request, this.writes.patch(this.catalog.current(), id, request.body()), id)
			.map((candidate) -> written(request, candidate, id, 200));
	}

	Mono<ManagementAnswer> delete(ManagementRequest request, ResourceId asked) {
		ResourceId id = ApiRevisions.resolve(asked, this.catalog.current());
		Resource stored = this.catalog.current().resource(id);
		if (stored == null) {
			return Mono.just(ManagementAnswer.of(204));
		}
		this.tags.check(request.headers(), stored);
		boolean withDependents = request.flag("deleterevisions") || request.flag("deletesubscriptions");
		return write(request, this.writes.delete(this.catalog.current(), id, withDependents), id)
			.map((candidate) -> ManagementAnswer.of(200));
	}

	private ManagementAnswer written(ManagementRequest request, Candidate candidate, ResourceId id, int status) {
		Resource resource = candidate.snapshot().resource(id);
		if (resource == null) {
			throw new IllegalStateException("not there after it was written: " + id);
		}
		Resource shown = shown(resource, candidate.snapshot());
		return ManagementAnswer.of(status, this.representation.of(request, shown))
			.with("ETag", this.tags.of(resource, Representation.variant(request, shown)))
			.with("x-selvage-warning", warnings(candidate.warnings()));
	}

	private static @Nullable String warnings(List<Violation> warnings) {
		if (warnings.isEmpty()) {
			return null;
		}
		String text = warnings.stream()
			.map((warning) -> (warning.target().isEmpty() ? "" : warning.target() + ": ") + warning.message())
			.collect(Collectors.joining("; "))
			.replaceAll("[^\\x20-\\x7e]", " ");
		return (text.length() <= LONGEST_WARNING) ? text : text.substring(0, LONGEST_WARNING) + "...";
	}

	/** Makes a change, or only tries it if that is all that is asked for. */
	Mono<Candidate> write(ManagementRequest request, Changes changes, ResourceId id) {
		return request.flag("validateonly") ? Mono.fromCallable(() -> this.catalog.prepare(changes))
				: this.writer.write(changes, request.caller().name(), request.method() + " " + id.path());
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

	Collection<Resource> resources(ResourceType type, @Nullable ResourceId parent) {
		return this.catalog.current().resources(type, parent);
	}

	CatalogSnapshot snapshot() {
		return this.catalog.current();
	}

	/**
	 * The tag of what stands for a resource's state, not of the resource as it is shown.
	 */
	String tag(Resource resource) {
		return this.tags.of(resource);
	}

	/** The tag of a resource as its caller is shown it. */
	String tag(ManagementRequest request, Resource resource) {
		return this.tags.of(resource, Representation.variant(request, shown(resource, this.catalog.current())));
	}

	JsonNode represent(ManagementRequest request, Resource resource) {
		return this.representation.of(request, resource);
	}

}
