package io.selvage.catalog.entity;

import java.util.List;
import java.util.Objects;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Decodes APIs and what lies below them.
 */
final class ApiDecoder {

	private ApiDecoder() {
	}

	static Api api(Resource resource) {
		Node node = Node.of(resource);
		String name = resource.name();
		Api.Revision revision = new Api.Revision(name, node.text("apiRevision", "1"),
				Api.Revision.rootOf(name).equals(name), node.text("apiRevisionDescription"));
		String version = node.text("apiVersion");
		String versionSet = node.reference("apiVersionSetId", ResourceType.VERSION_SETS);
		if (versionSet == null) {
			versionSet = node.at("apiVersionSet").reference("id", ResourceType.VERSION_SETS);
		}
		List<String> protocols = node.texts("protocols");
		Node keys = node.at("subscriptionKeyParameterNames");
		return new Api(revision, node.text("displayName", name), node.text("type", "http"),
				new Api.Address(trimSlashes(node.text("path", "")),
						(version == null || version.isBlank()) ? null : version, versionSet,
						ownVersionSet(node.at("apiVersionSet")), protocols.isEmpty() ? List.of("https") : protocols),
				serviceUrl(node), new Api.Access(node.flag("subscriptionRequired", true),
						keys.text("header", Api.Access.DEFAULT_HEADER), keys.text("query", Api.Access.DEFAULT_QUERY)));
	}

	private static @Nullable VersionSet ownVersionSet(Node node) {
		return node.isGiven("versioningScheme") ? versionSet(node.text("name", ""), node) : null;
	}

	private static @Nullable String serviceUrl(Node node) {
		String url = node.text("serviceUrl");
		return (url == null || url.isBlank()) ? null : url.strip();
	}

	private static String trimSlashes(String path) {
		int start = 0;
		int end = path.length();
		while (start < end && path.charAt(start) == '/') {
			start++;
		}
		while (end > start && path.charAt(end - 1) == '/') {
			end--;
		}
		return path.substring(start, end);
	}

	static Operation operation(Resource resource) {
		Node node = Node.of(resource);
		List<Operation.TemplateParameter> parameters = node.list("templateParameters",
				(parameter) -> new Operation.TemplateParameter(parameter.text("name", ""),
						parameter.text("type", "string"), parameter.flag("required", false),
						parameter.text("defaultValue"), parameter.texts("values")));
		return new Operation(parentOf(resource).name(), resource.name(), node.text("displayName", resource.name()),
				new Operation.Match(node.text("method", "GET"), node.text("urlTemplate", "/"), parameters),
				described(node, "request"), described(node, "responses"));
	}

	private static JsonNode described(Node node, String property) {
		return node.isGiven(property) ? node.at(property).json() : MissingNode.getInstance();
	}

	private static ResourceId parentOf(Resource resource) {
		return Objects.requireNonNull(resource.id().parent());
	}

	static ApiSchema schema(Resource resource) {
		Node node = Node.of(resource);
		return new ApiSchema(parentOf(resource).name(), resource.name(), node.text("contentType", ""),
				node.at("document").json());
	}

	static VersionSet versionSet(Resource resource) {
		return versionSet(resource.name(), Node.of(resource));
	}

	private static VersionSet versionSet(String name, Node node) {
		String displayName = node.text("displayName", name);
		return switch (node.text("versioningScheme", "Segment")) {
			case "Query" -> new VersionSet(name, displayName, VersionSet.Scheme.QUERY,
					node.text("versionQueryName", "api-version"));
			case "Header" -> new VersionSet(name, displayName, VersionSet.Scheme.HEADER,
					node.text("versionHeaderName", "Api-Version"));
			default -> new VersionSet(name, displayName, VersionSet.Scheme.SEGMENT, null);
		};
	}

	static Diagnostic diagnostic(Resource resource) {
		Node node = Node.of(resource);
		ResourceId parent = resource.id().parent();
		return new Diagnostic(resource.name(), (parent != null) ? parent.name() : null,
				Objects.requireNonNullElse(node.reference("loggerId", ResourceType.LOGGERS), ""),
				node.at("sampling").json().path("percentage").asDouble(100), node.json());
	}

}
