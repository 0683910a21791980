package io.selvage.catalog.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.imports.ApiImporter;
import io.selvage.catalog.imports.ImportException;
import io.selvage.catalog.imports.ImportOptions;
import io.selvage.catalog.imports.ImportedApi;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PUT of an API: with a description, its operations are imported; with
 * {@code sourceApiId}, they are copied.
 */
final class ApiWrite {

	/** What a revision or copy takes from its source unless it says otherwise. */
	private static final List<String> INHERITED = List.of("displayName", "description", "serviceUrl", "type", "path",
			"protocols", "apiVersion", "apiVersionSetId", "subscriptionRequired", "subscriptionKeyParameterNames",
			"authenticationSettings");

	private static final List<String> COPIED = List.of("operations", "policies", "schemas", "diagnostics");

	private final CatalogSnapshot current;

	private final Changes changes;

	ApiWrite(CatalogSnapshot current, Changes changes) {
		this.current = current;
		this.changes = changes;
	}

	void put(Reading reading, JsonNode body, @Nullable String fetched) {
		ResourceId id = reading.resource().id();
		ObjectNode base = JsonNodeFactory.instance.objectNode();
		Resource stored = this.current.resource(id);
		if (stored != null) {
			base.set("apiRevision", stored.property("apiRevision"));
		}
		Resource source = source(reading.resource());
		if (source != null) {
			inherit(base, source, isRevisionOf(id, source.id()));
		}
		ImportedApi imported = imported(id, reading.directives(), fetched);
		if (imported != null) {
			keyNames(base);
			base.setAll(imported.properties());
		}
		this.changes.put(completed(reading, body, base, fetched));
		if (imported != null) {
			replaceOperations(id, imported);
		}
		else if (source != null && stored == null) {
			copy(source.id(), id);
		}
	}

	/** An import says how keys are sent, even if its description does not. */
	private static void keyNames(ObjectNode base) {
		if (!base.has("subscriptionKeyParameterNames")) {
			base.putObject("subscriptionKeyParameterNames")
				.put("header", "Ocp-Apim-Subscription-Key")
				.put("query", "subscription-key");
		}
	}

	private Reading completed(Reading reading, JsonNode body, ObjectNode base, @Nullable String fetched) {
		ResourceId id = reading.resource().id();
		ObjectNode below = JsonNodeFactory.instance.objectNode();
		below.set("properties", base);
		JsonNode whole = ResourceReader.overlay(id.type(), below, ResourceReader.propertiesOf(body));
		Reading completed = ResourceReader.read(id, whole, Origin.REQUEST, this.current.resource(id));
		String link = ApiImporter.link(reading.directives());
		if (link == null || fetched != null) {
			return completed;
		}
		ObjectNode properties = completed.resource().properties();
		properties.put("provisioningState", "Failed");
		List<Violation> violations = new ArrayList<>(completed.violations());
		violations.add(Violation.warning(id, "value",
				"The description could not be fetched from its URL: the API has no operations until it is imported."));
		return new Reading(new Resource(id, properties), List.copyOf(violations));
	}

	private @Nullable Resource source(Resource api) {
		String reference = api.property("sourceApiId").asString("");
		ResourceId source = reference.isEmpty() ? null : ResourceId.reference(ResourceType.APIS, reference);
		Resource found = (source != null && !source.equals(api.id())) ? this.current.resource(source) : null;
		if (found != null) {
			return found;
		}
		String root = Api.Revision.rootOf(api.name());
		boolean newRevision = !root.equals(api.name()) && this.current.resource(api.id()) == null;
		return newRevision ? this.current.resource(ResourceId.of(ResourceType.APIS, root)) : null;
	}

	private static boolean isRevisionOf(ResourceId id, ResourceId source) {
		return Api.Revision.rootOf(id.name()).equalsIgnoreCase(Api.Revision.rootOf(source.name()));
	}

	private static void inherit(ObjectNode base, Resource source, boolean revision) {
		for (String name : INHERITED) {
			JsonNode value = source.property(name);
			if (!value.isMissingNode() && (revision || !name.startsWith("apiVersion"))) {
				base.set(name, value.deepCopy());
			}
		}
	}

	private @Nullable ImportedApi imported(ResourceId id, JsonNode directives, @Nullable String fetched) {
		if (!directives.has("format") || !directives.has("value")) {
			return null;
		}
		String text = (ApiImporter.link(directives) != null) ? fetched : directives.path("value").asString();
		if (text == null) {
			return null;
		}
		try {
			List<String> names = this.current.operations(id.name()).stream().map(Operation::name).toList();
			return ApiImporter.read(directives, text, ImportOptions.keeping(names));
		}
		catch (ImportException ex) {
			throw new CatalogException(
					List.of(Violation.error(id, "representation", String.valueOf(ex.getMessage())).at(ex.location())));
		}
	}

	/**
	 * Operations of the same name are replaced, others are new and take the policies of
	 * one with the same method and template; what the description does not have is
	 * deleted.
	 */
	private void replaceOperations(ResourceId api, ImportedApi imported) {
		Set<ResourceId> kept = new HashSet<>();
		for (ImportedApi.Item item : imported.operations()) {
			kept.add(api.child("operations", item.name()));
		}
		for (Operation before : this.current.operations(api.name())) {
			ResourceId id = api.child("operations", before.name());
			if (!kept.contains(id)) {
				this.changes.delete(id);
			}
		}
		imported.operations().forEach((item) -> putOperation(api, item));
		ImportedApi.Item schema = imported.schema();
		if (schema != null) {
			this.changes.put(read(api.child("schemas", schema.name()), schema.properties()));
		}
	}

	private void putOperation(ResourceId api, ImportedApi.Item item) {
		ResourceId id = api.child("operations", item.name());
		this.changes.put(read(id, item.properties()));
		if (this.current.resource(id) != null) {
			return;
		}
		for (Operation before : this.current.operations(api.name())) {
			if (before.match().method().equalsIgnoreCase(item.properties().path("method").asString())
					&& before.match().urlTemplate().equals(item.properties().path("urlTemplate").asString())) {
				copyBelow(api.child("operations", before.name()), id);
			}
		}
	}

	private static Reading read(ResourceId id, ObjectNode properties) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("properties", properties);
		return ResourceReader.read(id, body, Origin.REQUEST);
	}

	private void copy(ResourceId from, ResourceId to) {
		for (String collection : COPIED) {
			ResourceType type = ResourceType.find(ResourceType.APIS, collection);
			if (type != null) {
				for (Resource child : this.current.resources(type, from)) {
					ResourceId copy = to.child(collection, child.name());
					this.changes.put(new Resource(copy, child.properties()));
					copyBelow(child.id(), copy);
				}
			}
		}
	}

	private void copyBelow(ResourceId from, ResourceId to) {
		for (ResourceType type : from.type().children()) {
			for (Resource child : this.current.resources(type, from)) {
				ResourceId copy = to.child(type.collection(), child.name());
				this.changes.put(new Resource(copy, child.properties()));
				copyBelow(child.id(), copy);
			}
		}
	}

}
