package io.selvage.catalog.management;

import java.util.List;
import java.util.Locale;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.exports.ApiExporter;
import io.selvage.catalog.exports.ExportFormat;
import io.selvage.catalog.exports.ExportedApi;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exports of APIs: {@code GET …/apis/{apiId}?export=true&format=…} answers with a link,
 * the link with the document. The document is that of the moment in which the link is
 * followed.
 */
final class ExportCalls {

	private final ResourceCalls resources;

	private final ExportLinks links;

	private final @Nullable String gatewayUrl;

	ExportCalls(ResourceCalls resources, ExportLinks links, @Nullable String gatewayUrl) {
		this.resources = resources;
		this.links = links;
		this.gatewayUrl = gatewayUrl;
	}

	/** Whether resources of a type can be exported: APIs, also those of a workspace. */
	static boolean concerns(ResourceType type) {
		return type.collection().equals("apis") && ResourceType.find(type, "operations") != null;
	}

	static boolean isAsked(ManagementRequest request, ResourceId id) {
		return concerns(id.type()) && request.parameter("export") != null;
	}

	Mono<ManagementAnswer> link(ManagementRequest request, ResourceId id) {
		String export = String.valueOf(request.parameter("export")).strip();
		if (!export.toLowerCase(Locale.ROOT).equals("true")) {
			throw invalid("export",
					"The query parameter export must be 'true', or be left out to get the API itself; it" + " is '"
							+ export + "'.");
		}
		ExportFormat format = format(request.parameter("format"));
		Resource api = this.resources.existing(id);
		// Written once now, so that a link is given only to what can be written.
		write(api, format);
		return Mono.just(ManagementAnswer.of(200, body(request, api, format)));
	}

	private static ExportFormat format(@Nullable String text) {
		if (text == null || text.isBlank()) {
			throw invalid("format",
					"The query parameter format is missing; it is one of " + ExportFormat.names() + ".");
		}
		// A plus sign that was not encoded is a blank in a query.
		ExportFormat format = ExportFormat.find(text.strip().replace(' ', '+'));
		if (format == null) {
			throw invalid("format",
					"An API can't be exported as '" + text.strip() + "', but as one of " + ExportFormat.names() + ".");
		}
		return format;
	}

	private static CatalogException invalid(String parameter, String message) {
		return new CatalogException(List.of(Violation.error(null, parameter, message)));
	}

	/**
	 * The answer has the shape of its api-version: until 2018 the link alone, then id,
	 * format and value. The service itself was seen to answer with the link alone in 2019
	 * and later with format and value below {@code properties}, against its contract
	 * (Azure/azure-sdk-for-js#13123, Azure/azure-sdk-for-java#36332); so that tools made
	 * for either work, format and value are there in both places.
	 */
	private ObjectNode body(ManagementRequest request, Resource api, ExportFormat format) {
		String link = this.links.link(request.origin(), api.id(), format);
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		if (request.apiVersion().compareTo("2020") < 0) {
			body.put("link", link);
		}
		if (request.apiVersion().compareTo("2019") > 0) {
			body.put("id", request.path().service() + api.id().path());
			result(body, format, link);
			result(body.putObject("properties"), format, link);
		}
		return body;
	}

	private static void result(ObjectNode body, ExportFormat format, String link) {
		body.put("format", format.result());
		body.putObject("value").put("link", link);
	}

	Mono<ManagementAnswer> document(ManagementRequest request) {
		this.links.check(request);
		ExportFormat format = ExportFormat.find(request.query().getOrDefault("format", ""));
		ResourceId id = ResourceId.parse(request.query().getOrDefault("api", ""));
		if (format == null || id == null) {
			throw new CatalogException(CatalogError.NOT_FOUND, "API not found.");
		}
		Resource api = this.resources.existing(id);
		return Mono.just(ManagementAnswer.text(format.mediaType() + ";charset=utf-8", write(api, format)));
	}

	private String write(Resource api, ExportFormat format) {
		CatalogSnapshot snapshot = this.resources.snapshot();
		TagIndex tags = new TagIndex(snapshot);
		return ApiExporter.write(ExportedApi.of(snapshot, api,
				(operation) -> tags.of(operation)
					.stream()
					.map((tag) -> tag.property("displayName").asString(tag.name()))
					.toList(),
				this.gatewayUrl), format);
	}

}
