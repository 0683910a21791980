package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.w3c.dom.Element;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a method of a WADL document: its path may have parameters that are described
 * at the resources it lies below, and query parameters it requires become part of its URL
 * template.
 */
final class WadlMethod {

	private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

	private static final Map<String, String> TYPES = Map.of("int", "integer", "integer", "integer", "long", "integer",
			"short", "integer", "decimal", "number", "double", "number", "float", "number", "boolean", "boolean");

	private final String path;

	private final List<Element> pathParameters;

	private final boolean requiredQueryInTemplate;

	/**
	 * A place for methods.
	 * @param path the path of the resource
	 * @param pathParameters what is known of parameters in it
	 * @param requiredQueryInTemplate whether required query parameters become part of the
	 * URL template
	 */
	WadlMethod(String path, List<Element> pathParameters, boolean requiredQueryInTemplate) {
		this.path = path;
		this.pathParameters = pathParameters;
		this.requiredQueryInTemplate = requiredQueryInTemplate;
	}

	ObjectNode convert(Element element) {
		String method = element.getAttribute("name").toUpperCase(Locale.ROOT);
		String id = element.getAttribute("id");
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		String title = title(element);
		properties.put("displayName", !title.isBlank() ? title : !id.isEmpty() ? id : method + " " + this.path);
		properties.put("method", method.isEmpty() ? "GET" : method);
		properties.put("urlTemplate", this.path);
		putText(properties, element);
		ArrayNode template = properties.putArray("templateParameters");
		Set<String> names = new HashSet<>();
		Matcher matcher = BRACES.matcher(this.path);
		while (matcher.find()) {
			names.add(matcher.group(1));
			template.add(described(matcher.group(1)).put("required", true));
		}
		ObjectNode request = JsonNodeFactory.instance.objectNode();
		for (Element each : XmlDocument.children(element, "request")) {
			putText(request, each);
			addParameters(each, request, properties, names);
			addRepresentations(each, request);
		}
		if (!request.isEmpty()) {
			properties.set("request", request);
		}
		XmlDocument.children(element, "response").forEach((response) -> addResponse(response, properties));
		return properties;
	}

	private ObjectNode described(String name) {
		return this.pathParameters.stream()
			.filter((parameter) -> parameter.getAttribute("name").equals(name))
			.findFirst()
			.map(WadlMethod::parameter)
			.orElseGet(() -> JsonNodeFactory.instance.objectNode().put("name", name).put("type", "string"));
	}

	private void addParameters(Element from, ObjectNode request, ObjectNode operation, Set<String> names) {
		for (Element element : XmlDocument.children(from, "param")) {
			ObjectNode parameter = parameter(element);
			String name = element.getAttribute("name");
			switch (element.getAttribute("style")) {
				case "query" -> {
					if (parameter.has("required") && this.requiredQueryInTemplate && names.add(name)) {
						String url = operation.path("urlTemplate").asString();
						operation.put("urlTemplate",
								url + ((url.indexOf('?') < 0) ? '?' : '&') + name + "={" + name + "}");
						operation.withArray("templateParameters").add(parameter);
					}
					else {
						request.withArray("queryParameters").add(parameter);
					}
				}
				case "header" -> request.withArray("headers").add(parameter);
				default -> {
					// Matrix parameters have no place in the contract.
				}
			}
		}
	}

	private static ObjectNode parameter(Element element) {
		ObjectNode parameter = JsonNodeFactory.instance.objectNode().put("name", element.getAttribute("name"));
		putText(parameter, element);
		String type = XmlDocument.localName(element.getAttribute("type"));
		parameter.put("type", TYPES.getOrDefault(type, "string"));
		if (element.getAttribute("required").equals("true")) {
			parameter.put("required", true);
		}
		if (element.hasAttribute("default")) {
			parameter.put("defaultValue", element.getAttribute("default"));
		}
		XmlDocument.children(element, "option")
			.forEach((option) -> parameter.withArray("values").add(option.getAttribute("value")));
		return parameter;
	}

	/** A response may stand for several statuses. */
	private static void addResponse(Element element, ObjectNode operation) {
		for (String status : element.getAttribute("status").strip().split("\\s+")) {
			if (status.matches("[1-5]\\d\\d")) {
				ObjectNode response = operation.withArray("responses").addObject();
				response.put("statusCode", Integer.parseInt(status));
				putText(response, element);
				addRepresentations(element, response);
				XmlDocument.children(element, "param")
					.stream()
					.filter((parameter) -> parameter.getAttribute("style").equals("header"))
					.forEach((parameter) -> response.withArray("headers").add(parameter(parameter)));
			}
		}
	}

	private static void addRepresentations(Element from, ObjectNode message) {
		List<String> types = new ArrayList<>();
		XmlDocument.children(from, "representation")
			.forEach((representation) -> types.add(representation.getAttribute("mediaType")));
		types.stream()
			.filter((type) -> !type.isBlank())
			.distinct()
			.forEach((type) -> message.withArray("representations").addObject().put("contentType", type));
	}

	private static String title(Element element) {
		return XmlDocument.children(element, "doc")
			.stream()
			.map((doc) -> doc.getAttribute("title"))
			.filter((title) -> !title.isBlank())
			.map((title) -> (title.length() <= 300) ? title : title.substring(0, 300))
			.findFirst()
			.orElse("");
	}

	private static void putText(ObjectNode described, Element element) {
		XmlDocument.children(element, "doc")
			.stream()
			.map((doc) -> doc.getTextContent().strip())
			.filter((text) -> !text.isEmpty())
			.map((text) -> (text.length() <= 1000) ? text : text.substring(0, 1000))
			.findFirst()
			.ifPresent((text) -> described.put("description", text));
	}

}
