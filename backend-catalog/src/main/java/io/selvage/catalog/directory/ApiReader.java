package io.selvage.catalog.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.imports.ApiImporter;
import io.selvage.catalog.imports.ImportException;
import io.selvage.catalog.imports.ImportOptions;
import io.selvage.catalog.imports.ImportedApi;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an API: its body, what a revision inherits, and the operations of its
 * specification.
 */
final class ApiReader {

	/** What a revision that is not current takes from the current one. */
	private static final List<String> INHERITED = List.of("displayName", "description", "type", "path", "protocols",
			"apiVersion", "apiVersionSetId", "subscriptionRequired", "subscriptionKeyParameterNames");

	private final UnitParts parts;

	private final UnitResult result;

	private final BiFunction<ResourceId, JsonNode, JsonNode> overlay;

	ApiReader(UnitParts parts, UnitResult result, BiFunction<ResourceId, JsonNode, JsonNode> overlay) {
		this.parts = parts;
		this.result = result;
		this.overlay = overlay;
	}

	void read(ResourceId id, Source source, JsonNode body, @Nullable JsonNode current) {
		ObjectNode given = ResourceReader.overlay(id.type(), this.overlay.apply(id, body),
				JsonNodeFactory.instance.objectNode());
		ObjectNode properties = (ObjectNode) given.path("properties");
		inherit(id, properties, current);
		ImportedApi imported = importDescription(id, source, properties);
		ObjectNode base = JsonNodeFactory.instance.objectNode();
		base.set("properties", (imported != null) ? imported.properties() : JsonNodeFactory.instance.objectNode());
		this.result.add(ResourceReader.read(id, ResourceReader.overlay(id.type(), base, properties), Origin.FILE),
				source);
		if (imported != null) {
			addImported(id, imported, source);
		}
	}

	private void inherit(ResourceId id, ObjectNode properties, @Nullable JsonNode current) {
		int mark = id.name().toLowerCase(Locale.ROOT).lastIndexOf(Api.Revision.MARK);
		if (mark < 0 || current == null) {
			return;
		}
		JsonNode inherited = ResourceReader.overlay(id.type(), current, JsonNodeFactory.instance.objectNode())
			.path("properties");
		for (String name : INHERITED) {
			if (!properties.has(name) && inherited.has(name)) {
				properties.set(name, inherited.get(name));
			}
		}
		if (!properties.has("apiRevision")) {
			properties.put("apiRevision", id.name().substring(mark + Api.Revision.MARK.length()));
		}
	}

	private @Nullable ImportedApi importDescription(ResourceId id, Source source, ObjectNode properties) {
		Artifact specification = this.parts.specifications().get(id);
		if (specification != null) {
			return importFrom(specification, id,
					JsonNodeFactory.instance.objectNode().put("format", format(specification)));
		}
		String text = properties.path("value").asString(null);
		if (text == null || !properties.has("format")) {
			return null;
		}
		if (ApiImporter.link(properties) != null) {
			this.result.violations()
				.add(source.locate(Violation.error(id, "value",
						"A description is not fetched for a file: put it into the file itself, or beside it as "
								+ "specification.yaml.")));
			return null;
		}
		return importFrom(source.artifact(), id, properties);
	}

	private @Nullable ImportedApi importFrom(Artifact artifact, ResourceId id, JsonNode directives) {
		try {
			String text = directives.has("value") ? directives.path("value").asString() : artifact.text();
			return ApiImporter.read(directives, text, ImportOptions.keeping(operationFolders(id)));
		}
		catch (ImportException ex) {
			this.result.error(artifact, String.valueOf(ex.getMessage()),
					directives.has("value") ? null : ex.location());
		}
		catch (DocumentException ex) {
			this.result.error(artifact, ex);
		}
		return null;
	}

	private static String format(Artifact specification) {
		String extension = specification.name()
			.substring(specification.name().lastIndexOf('.') + 1)
			.toLowerCase(Locale.ROOT);
		return switch (extension) {
			case "wsdl", "graphql" -> extension;
			case "wadl" -> "wadl-xml";
			case "proto" -> "grpc";
			case "edmx" -> "odata";
			default -> "openapi";
		};
	}

	/** Folders below the API name operations that may carry policies. */
	private Set<String> operationFolders(ResourceId api) {
		Set<String> names = new HashSet<>();
		for (Set<ResourceId> ids : List.of(this.parts.bodies().keySet(), this.parts.policies().keySet())) {
			for (ResourceId each : ids) {
				for (ResourceId up = each; up != null; up = up.parent()) {
					if (up.type() == ResourceType.OPERATIONS && Objects.equals(api, up.parent())) {
						names.add(up.name());
					}
				}
			}
		}
		return names;
	}

	private void addImported(ResourceId id, ImportedApi imported, Source api) {
		Artifact file = this.parts.specifications().get(id);
		Source specification = (file != null) ? new Source(file) : api;
		for (ImportedApi.Item operation : imported.operations()) {
			add(id.child("operations", operation.name()), operation.properties(), specification);
		}
		ImportedApi.Item schema = imported.schema();
		if (schema != null) {
			add(id.child("schemas", schema.name()), schema.properties(), specification);
		}
	}

	/** A file of its own wins over what the specification says. */
	private void add(ResourceId id, ObjectNode properties, Source specification) {
		if (!this.parts.bodies().containsKey(id)) {
			ObjectNode body = JsonNodeFactory.instance.objectNode();
			body.set("properties", properties);
			Reading reading = ResourceReader.read(id, this.overlay.apply(id, body), Origin.FILE);
			this.result.add(reading, specification);
		}
	}

}
