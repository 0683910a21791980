package io.selvage.catalog.management;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.imports.ImportException;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What writes of some types do besides storing a body: documents behind links are
 * fetched, descriptions imported, keys made, revisions copied or made current.
 */
final class WriteSteps {

	private static final Set<String> LINKED_POLICIES = Set.of("xml-link", "rawxml-link");

	private final LinkedDocuments documents;

	private final Generated generated = new Generated();

	WriteSteps(LinkedDocuments documents) {
		this.documents = documents;
	}

	/**
	 * A body ready to be read, with what else is to be written.
	 *
	 * @param json the body
	 * @param companions further changes
	 */
	record Body(JsonNode json, Companions companions) {

		void addTo(Changes changes, Resource resource, List<Violation> warnings) {
			this.companions.addTo(changes, resource, warnings);
		}

	}

	/**
	 * Further changes that a write makes.
	 */
	@FunctionalInterface
	interface Companions {

		void addTo(Changes changes, Resource resource, List<Violation> warnings);

	}

	Mono<Body> prepare(ResourceId id, JsonNode body, @Nullable Resource stored, CatalogSnapshot snapshot) {
		if (id.type() == ResourceType.APIS) {
			return api(id, body, stored, snapshot);
		}
		if (id.type() == ResourceType.RELEASES) {
			return Mono.just(new Body(body, (changes, resource, warnings) -> {
				changes.put(resource);
				ApiRevisions.makeCurrent(changes, resource, snapshot);
			}));
		}
		Companions alone = (changes, resource, warnings) -> changes.put(resource);
		String format = Bodies.text(body, "format", "contentFormat");
		if (format != null && id.type().collection().equals("policies") && LINKED_POLICIES.contains(format)) {
			return this.documents.fetch(String.valueOf(Bodies.text(body, "value", "policyContent")), "value")
				.map((text) -> new Body(Bodies.with(body, text, format.substring(0, format.length() - 5)), alone));
		}
		return Mono.just(new Body(body, alone));
	}

	private Mono<Body> api(ResourceId id, JsonNode body, @Nullable Resource stored, CatalogSnapshot snapshot) {
		String format = Bodies.text(body, "format", "contentFormat");
		String value = Bodies.text(body, "value", "contentValue");
		JsonNode whole = ApiRevisions.inherit(id, body, stored, snapshot);
		if (format == null || value == null) {
			return Mono.just(new Body(whole, (changes, resource, warnings) -> {
				changes.put(resource);
				if (stored == null) {
					ApiRevisions.copyContents(changes, resource.id(), ApiRevisions.source(whole, id, snapshot),
							snapshot);
				}
			}));
		}
		boolean link = format.contains("link");
		Mono<String> document = link ? this.documents.fetch(value, "value") : Mono.just(value);
		return document.map((text) -> {
			try {
				return ApiImport.read(id, whole, text, link ? value : null, snapshot);
			}
			catch (ImportException | DocumentException ex) {
				throw refusal(id, "representation", "Parsing error(s): " + ex.getMessage());
			}
		});
	}

	private static CatalogException refusal(ResourceId id, String target, String message) {
		return new CatalogException(List.of(Violation.error(id, target, message)));
	}

	/** Fills in what the service makes itself. */
	Resource complete(Resource resource, @Nullable Resource stored) {
		ObjectNode properties = this.generated.complete(resource, stored);
		return (properties != null) ? new Resource(resource.id(), properties) : resource;
	}

	/**
	 * An API goes with all its revisions if that is asked for; a current one does not go
	 * without.
	 */
	List<ResourceId> alsoDeleted(ManagementRequest request, ResourceId id, CatalogSnapshot snapshot) {
		if (id.type() != ResourceType.APIS) {
			return List.of(id);
		}
		boolean current = id.name().equalsIgnoreCase(Api.Revision.rootOf(id.name()));
		List<ResourceId> revisions = ApiRevisions.others(id, snapshot);
		if (!current || revisions.isEmpty()) {
			return List.of(id);
		}
		if (!request.flag("deleterevisions")) {
			throw new CatalogException(CatalogError.VALIDATION, "Cannot delete the current revision of an API.");
		}
		return Stream.concat(Stream.of(id), revisions.stream()).toList();
	}

}
