package io.selvage.catalog.exports;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.imports.OpenApiVocabulary;
import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an API as OpenAPI 3.0.1 or Swagger 2.0: the rules of
 * {@link io.selvage.catalog.imports.OpenApiImporter} backwards.
 * <p>
 * A path of OpenAPI has no query, and one operation per method of a short list. An
 * operation whose template says more stands below {@code x-ms-paths}, one with another
 * method below {@code x-oai-additionalOperations} of its path; the import reads both.
 */
final class DocumentWriter {

	private final ExportedApi api;

	private final boolean version2;

	private final SchemaSet schemas;

	private final ObjectNode document = JsonNodeFactory.instance.objectNode();

	private DocumentWriter(ExportedApi api, boolean version2) {
		this.api = api;
		this.version2 = version2;
		this.schemas = new SchemaSet(api.schemas(), version2);
	}

	static ObjectNode version3(ExportedApi api) {
		DocumentWriter writer = new DocumentWriter(api, false);
		writer.document.put("openapi", "3.0.1");
		writer.addInfo();
		ObjectNode server = writer.document.putArray("servers").addObject().put("url", api.address().url());
		if (api.address().note() != null) {
			server.put("description", api.address().note());
		}
		writer.addTags();
		writer.addPaths();
		ObjectNode components = writer.document.putObject("components");
		if (!writer.schemas.all().isEmpty()) {
			components.set("schemas", writer.schemas.all());
		}
		writer.addSecurity(components.putObject("securitySchemes"));
		return writer.document;
	}

	static ObjectNode version2(ExportedApi api) {
		DocumentWriter writer = new DocumentWriter(api, true);
		writer.document.put("swagger", "2.0");
		writer.addInfo();
		writer.addHost();
		writer.addTags();
		writer.addPaths();
		if (!writer.schemas.all().isEmpty()) {
			writer.document.set("definitions", writer.schemas.all());
		}
		writer.addSecurity(writer.document.putObject("securityDefinitions"));
		return writer.document;
	}

	private void addInfo() {
		ObjectNode info = this.document.putObject("info");
		String title = this.api.text("displayName");
		info.put("title", title.isBlank() ? this.api.resource().name() : title);
		String note = this.version2 ? this.api.address().note() : null;
		String description = this.api.text("description");
		if (!description.isBlank() || note != null) {
			info.put("description", (note == null) ? description : (description + "\n\n" + note).strip());
		}
		if (!this.api.text("termsOfServiceUrl").isBlank()) {
			info.put("termsOfService", this.api.text("termsOfServiceUrl"));
		}
		copy(info, "contact");
		copy(info, "license");
		String version = this.api.text("apiVersion");
		info.put("version", version.isEmpty() ? "1.0" : version);
	}

	private void copy(ObjectNode info, String name) {
		JsonNode value = this.api.properties().path(name);
		if (value.isObject() && !value.isEmpty()) {
			info.set(name, value.deepCopy());
		}
	}

	private void addHost() {
		String gateway = this.api.address().gatewayUrl();
		String base = "";
		if (gateway != null) {
			URI uri = URI.create(gateway);
			this.document.put("host", uri.getRawAuthority());
			base = (uri.getRawPath() != null) ? uri.getRawPath() : "";
			this.document.put("basePath", base + this.api.address().path());
			this.document.putArray("schemes").add(uri.getScheme());
			return;
		}
		this.document.put("basePath", this.api.address().path());
		this.api.properties().path("protocols").forEach(this.document.withArray("/schemes")::add);
	}

	/** Operations name their tags; only what tags mean needs a place of its own. */
	private void addTags() {
		for (Resource tag : this.api.tagDescriptions()) {
			ObjectNode written = this.document.withArray("/tags").addObject();
			String name = tag.property("displayName").asString("");
			written.put("name", name.isEmpty() ? tag.name() : name);
			String description = tag.property("description").asString("");
			if (!description.isEmpty()) {
				written.put("description", description);
			}
			String url = tag.property("externalDocsUrl").asString("");
			if (!url.isEmpty()) {
				ObjectNode docs = written.putObject("externalDocs").put("url", url);
				String text = tag.property("externalDocsDescription").asString("");
				if (!text.isEmpty()) {
					docs.put("description", text);
				}
			}
		}
	}

	private void addPaths() {
		ObjectNode paths = this.document.putObject("paths");
		ObjectNode further = JsonNodeFactory.instance.objectNode();
		OperationWriter writer = new OperationWriter(this.version2, this.schemas);
		Set<String> taken = new HashSet<>();
		for (ExportedApi.Operation operation : this.api.operations()) {
			String text = operation.text("urlTemplate");
			TemplateParts template = TemplateParts.of(text);
			String method = operation.text("method");
			boolean plain = template.isPlain() && taken.add(method.toUpperCase(Locale.ROOT) + " " + template.path());
			String key = plain ? template.path() : text.startsWith("/") ? text : "/" + text;
			place(plain ? paths : further, key, method, writer.write(operation, template, !plain));
		}
		if (!further.isEmpty()) {
			this.document.set(OpenApiVocabulary.PATHS, further);
		}
	}

	private void place(ObjectNode paths, String key, String method, ObjectNode operation) {
		ObjectNode item = paths.has(key) ? (ObjectNode) paths.path(key) : paths.putObject(key);
		String known = method.toLowerCase(Locale.ROOT);
		if (OpenApiVocabulary.METHODS.contains(known) && !(this.version2 && known.equals("trace"))) {
			item.set(known, operation);
			return;
		}
		JsonNode others = item.path(OpenApiVocabulary.OTHER_METHODS);
		((others instanceof ObjectNode node) ? node : item.putObject(OpenApiVocabulary.OTHER_METHODS)).set(method,
				operation);
	}

	/** How a key may be sent is told even where none is needed. */
	private void addSecurity(ObjectNode schemes) {
		JsonNode names = this.api.properties().path("subscriptionKeyParameterNames");
		scheme(schemes, "apiKeyHeader", "header", names.path("header").asString(null), Api.Access.DEFAULT_HEADER);
		scheme(schemes, "apiKeyQuery", "query", names.path("query").asString(null), Api.Access.DEFAULT_QUERY);
		if (this.api.properties().path("subscriptionRequired").asBoolean(true)) {
			this.document.withArray("/security").addObject().putArray("apiKeyHeader");
			this.document.withArray("/security").addObject().putArray("apiKeyQuery");
		}
	}

	private static void scheme(ObjectNode schemes, String id, String in, @Nullable String name, String otherwise) {
		schemes.putObject(id)
			.put("type", "apiKey")
			.put("name", (name == null || name.isEmpty()) ? otherwise : name)
			.put("in", in);
	}

}
