package io.selvage.catalog.management;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.imports.ImportOptions;
import io.selvage.catalog.imports.ImportedApi;
import io.selvage.catalog.imports.OpenApiImporter;
import io.selvage.catalog.imports.WadlImporter;
import io.selvage.catalog.imports.WsdlImporter;
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
 * {@code PUT apis/x} with a description: its properties fill in what the body leaves out,
 * its operations replace those that are there. An operation that is matched keeps its
 * name and policies; a new one of the same method and template takes over the policies of
 * the one it replaces.
 */
final class ApiImport {

	private ApiImport() {
	}

	static WriteSteps.Body read(ResourceId id, JsonNode body, String document, @Nullable String source,
			CatalogSnapshot snapshot) {
		Map<ResourceId, Resource> operations = new HashMap<>();
		snapshot.resources(ResourceType.OPERATIONS, id).forEach((each) -> operations.put(each.id(), each));
		ImportOptions known = ImportOptions.keeping(operations.keySet().stream().map(ResourceId::name).toList());
		boolean inTemplate = !"query".equalsIgnoreCase(Bodies.text(body, "translateRequiredQueryParameters"));
		ImportOptions options = new ImportOptions(inTemplate, source, known.knownNames());
		ImportedApi imported = parse(body, document, options);
		ObjectNode base = JsonNodeFactory.instance.objectNode();
		base.set("properties", imported.properties());
		JsonNode given = ResourceReader.overlay(id.type(), body, JsonNodeFactory.instance.objectNode())
			.path("properties");
		JsonNode whole = ResourceReader.overlay(id.type(), base, given);
		return new WriteSteps.Body(whole, (changes, resource, warnings) -> {
			changes.put(resource);
			new ApiImport().addOperations(changes, id, imported, operations, snapshot, warnings);
		});
	}

	private static ImportedApi parse(JsonNode body, String document, ImportOptions options) {
		String format = String.valueOf(Bodies.text(body, "format", "contentFormat")).toLowerCase(Locale.ROOT);
		if (format.startsWith("wsdl")) {
			JsonNode selector = Bodies.property(body, "wsdlSelector");
			return WsdlImporter.read(document, member(selector, "wsdlServiceName"),
					member(selector, "wsdlEndpointName"), options);
		}
		if (format.startsWith("wadl")) {
			return WadlImporter.read(document, options);
		}
		if (format.startsWith("openapi") || format.startsWith("swagger")) {
			return OpenApiImporter.read(document, options);
		}
		throw new CatalogException(List.of(Violation.error(null, "format",
				"'" + format + "' cannot be imported; openapi, swagger, wsdl and wadl formats can.")));
	}

	private static @Nullable String member(@Nullable JsonNode object, String name) {
		return (object != null) ? object.path(name).asString(null) : null;
	}

	private void addOperations(Changes changes, ResourceId api, ImportedApi imported,
			Map<ResourceId, Resource> existing, CatalogSnapshot snapshot, List<Violation> warnings) {
		Set<ResourceId> kept = new HashSet<>();
		for (ImportedApi.Item item : imported.operations()) {
			ResourceId operation = api.child("operations", item.name());
			kept.add(operation);
			put(changes, operation, item.properties(), warnings);
			if (!existing.containsKey(operation)) {
				copyPolicies(changes, operation, item.properties(), existing.values(), snapshot);
			}
		}
		for (ResourceId gone : existing.keySet()) {
			if (!kept.contains(gone)) {
				changes.delete(gone);
			}
		}
		ImportedApi.Item schema = imported.schema();
		if (schema != null) {
			put(changes, api.child("schemas", schema.name()), schema.properties(), warnings);
		}
	}

	private static void put(Changes changes, ResourceId id, ObjectNode properties, List<Violation> warnings) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("properties", properties);
		Reading reading = ResourceReader.read(id, body, Origin.REQUEST);
		if (!reading.isValid()) {
			throw new CatalogException(reading.violations());
		}
		warnings.addAll(reading.violations());
		changes.put(reading.resource());
	}

	private static void copyPolicies(Changes changes, ResourceId operation, ObjectNode properties,
			Iterable<Resource> existing, CatalogSnapshot snapshot) {
		for (Resource old : existing) {
			boolean same = old.property("method").asString("").equalsIgnoreCase(properties.path("method").asString())
					&& old.property("urlTemplate").asString("").equals(properties.path("urlTemplate").asString());
			if (same) {
				for (Resource policy : snapshot.resources(ResourceType.OPERATION_POLICIES, old.id())) {
					changes.put(new Resource(operation.child("policies", policy.name()), policy.properties()));
				}
			}
		}
	}

}
