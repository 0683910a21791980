package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalog of a vector as a directory: one API with one operation, and a global policy
 * that lets on-error show {@code LastError} in header fields.
 */
final class VectorCatalog {

	/** The fields of {@code LastError} as header fields begin with this. */
	static final String ERROR_PREFIX = "Conformance-LastError-";

	private static final List<String> ERROR_FIELDS = List.of("Source", "Reason", "Message", "Scope", "Section", "Path",
			"PolicyId");

	private static final Pattern PARAMETER = Pattern.compile("\\{\\*?([^}]+)}");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final JsonNode vector;

	VectorCatalog(JsonNode vector) {
		this.vector = vector;
	}

	void write(Path directory) throws IOException {
		Files.writeString(directory.resolve("policy.xml"), globalPolicy());
		Path api = Files.createDirectories(directory.resolve("apis/api"));
		Files.writeString(api.resolve("apiInformation.json"), api().toString());
		Files.writeString(api.resolve("specification.yaml"), specification().toString());
		if (this.vector.has("policy")) {
			Files.writeString(api.resolve("policy.xml"), this.vector.get("policy").asString());
		}
	}

	private static String globalPolicy() {
		StringBuilder headers = new StringBuilder();
		for (String field : ERROR_FIELDS) {
			headers.append("<set-header name=\"").append(ERROR_PREFIX).append(field);
			headers.append("\" exists-action=\"override\"><value>@(context.LastError.").append(field);
			headers.append(" ?? \"\")</value></set-header>");
		}
		return "<policies><inbound /><backend><forward-request /></backend><outbound /><on-error>" + headers
				+ "</on-error></policies>";
	}

	private ObjectNode api() {
		JsonNode given = this.vector.get("given");
		ObjectNode properties = JSON.createObjectNode();
		properties.put("displayName", "API");
		properties.put("path", given.path("api").path("path").asString(""));
		properties.put("serviceUrl", given.path("api").path("serviceUrl").asString("http://backend.example/"));
		properties.putArray("protocols").add("https");
		properties.put("subscriptionRequired", given.path("subscriptionRequired").asBoolean(false));
		return JSON.createObjectNode().set("properties", properties);
	}

	/** An OpenAPI document; JSON is YAML, too. */
	private ObjectNode specification() {
		JsonNode operation = this.vector.get("given").path("operation");
		String template = operation.path("urlTemplate").asString("/*");
		ObjectNode document = JSON.createObjectNode();
		document.put("openapi", "3.0.1");
		document.putObject("info").put("title", "API").put("version", "1");
		ObjectNode described = document.putObject("paths")
			.putObject(template)
			.putObject(operation.path("method").asString("GET").toLowerCase(Locale.ROOT));
		described.put("operationId", "op");
		ArrayNode parameters = described.putArray("parameters");
		Matcher matcher = PARAMETER.matcher(template);
		while (matcher.find()) {
			ObjectNode parameter = parameters.addObject().put("name", matcher.group(1)).put("in", "path");
			parameter.put("required", true).putObject("schema").put("type", "string");
		}
		described.putObject("responses").putObject("200").put("description", "OK");
		return document;
	}

}
