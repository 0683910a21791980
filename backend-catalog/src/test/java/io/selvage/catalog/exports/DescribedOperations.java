package io.selvage.catalog.exports;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must be the same after an export and an import. Left out is what an import makes
 * the same for all: that parameters of a template are required, that an empty description
 * is none, that there is no body of a GET, and which schema resource holds a type.
 */
final class DescribedOperations {

	private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

	private DescribedOperations() {
	}

	record Named(String name, JsonNode properties) {
	}

	static Map<String, JsonNode> of(Collection<Named> operations) {
		Map<String, JsonNode> described = new TreeMap<>();
		operations.forEach((operation) -> described.put(operation.name(), of(operation.properties())));
		return described;
	}

	private static JsonNode of(JsonNode operation) {
		ObjectNode described = JsonNodeFactory.instance.objectNode();
		String method = operation.path("method").asString().toUpperCase(Locale.ROOT);
		described.put("method", method);
		copy(operation, described, "displayName", "urlTemplate", "description");
		parameters(operation.path("templateParameters"), described.putArray("template"), false);
		JsonNode request = operation.path("request");
		parameters(request.path("queryParameters"), described.putArray("query"), true);
		parameters(request.path("headers"), described.putArray("headers"), true);
		if (!WITHOUT_BODY.contains(method)) {
			copy(request, described.putObject("request"), "description");
			representations(request.path("representations"), described.withArray("representations"));
		}
		for (JsonNode response : operation.path("responses")) {
			ObjectNode each = described.withArray("responses").addObject();
			copy(response, each, "statusCode", "description");
			parameters(response.path("headers"), each.putArray("headers"), true);
			representations(response.path("representations"), each.putArray("representations"));
		}
		return described;
	}

	private static void parameters(JsonNode list, ArrayNode into, boolean required) {
		for (JsonNode parameter : list) {
			if (!IGNORED_HEADERS.contains(parameter.path("name").asString().toLowerCase(Locale.ROOT))) {
				ObjectNode each = into.addObject();
				copy(parameter, each, "name", "description", "type", "defaultValue", "values");
				if (required && parameter.path("required").asBoolean(false)) {
					each.put("required", true);
				}
			}
		}
	}

	private static void representations(JsonNode list, ArrayNode into) {
		for (JsonNode representation : list) {
			copy(representation, into.addObject(), "contentType", "typeName", "examples");
		}
	}

	private static void copy(JsonNode from, ObjectNode to, String... names) {
		for (String name : List.of(names)) {
			JsonNode value = from.path(name);
			boolean nothing = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())
					|| (value.isString() && value.stringValue().isBlank() && !name.equals("defaultValue"));
			if (!nothing) {
				to.set(name, value);
			}
		}
	}

}
