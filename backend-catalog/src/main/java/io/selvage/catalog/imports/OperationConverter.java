package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts one operation of a document into the contract's form.
 */
final class OperationConverter {

	private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

	private static final int MAX_DISPLAY_NAME = 300;

	private static final int MAX_DESCRIPTION = 1000;

	private final OpenApiDocument document;

	private final ImportOptions options;

	private final MessageConverter messages;

	OperationConverter(OpenApiDocument document, ImportOptions options, SchemaCollector schemas) {
		this.document = document;
		this.options = options;
		this.messages = new MessageConverter(document, schemas);
	}

	/** The operation without its resource name, which depends on the others. */
	ObjectNode convert(Source source) {
		List<Located> parameters = parameters(source);
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		JsonNode operation = source.operation();
		String method = source.method().toUpperCase(Locale.ROOT);
		ArrayNode template = JsonNodeFactory.instance.arrayNode();
		String urlTemplate = urlTemplate(source, parameters, template);
		properties.put("displayName", displayName(operation, method + " " + source.template()));
		properties.put("method", method);
		properties.put("urlTemplate", urlTemplate);
		properties.set("templateParameters", template);
		String description = operation.path("description").asString("");
		if (!description.isBlank()) {
			properties.put("description", cut(description, MAX_DESCRIPTION));
		}
		this.messages.addMessages(properties, source, parameters, this.options.requiredQueryInTemplate());
		return properties;
	}

	private static String displayName(JsonNode operation, String otherwise) {
		String summary = operation.path("summary").asString("");
		String id = operation.path("operationId").asString("");
		return cut(!summary.isBlank() ? summary : !id.isBlank() ? id : otherwise, MAX_DISPLAY_NAME);
	}

	private static String cut(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length);
	}

	/**
	 * Parameters of the operation hide those of its path with the same name and place.
	 */
	private List<Located> parameters(Source source) {
		Map<String, Located> parameters = new LinkedHashMap<>();
		collect(parameters, source.pathItem().path("parameters"), source.pathLocation() + ".parameters");
		collect(parameters, source.operation().path("parameters"), source.location() + ".parameters");
		return new ArrayList<>(parameters.values());
	}

	private void collect(Map<String, Located> into, JsonNode list, String path) {
		for (int i = 0; i < list.size(); i++) {
			String location = path + "[" + i + "]";
			JsonNode parameter = this.document.resolve(list.get(i), location);
			String name = parameter.path("name").asString("");
			String in = parameter.path("in").asString("");
			if (name.isEmpty() || in.isEmpty()) {
				throw new ImportException("A parameter must have 'name' and 'in'.", location);
			}
			into.put(in + " " + name, new Located(name, in, parameter, location));
		}
	}

	private String urlTemplate(Source source, List<Located> parameters, ArrayNode converted) {
		String template = source.template();
		Set<String> inTemplate = new HashSet<>();
		Matcher matcher = BRACES.matcher(template);
		while (matcher.find()) {
			String name = matcher.group(1);
			if (!inTemplate.add(name.toLowerCase(Locale.ROOT))) {
				throw new ImportException("The template parameter '" + name + "' occurs twice.", source.location());
			}
			converted.add(pathParameter(name, parameters));
		}
		if (!this.options.requiredQueryInTemplate()) {
			return template;
		}
		StringBuilder url = new StringBuilder(template);
		for (Located parameter : parameters) {
			if (parameter.belongsInTemplate() && inTemplate.add(parameter.name().toLowerCase(Locale.ROOT))) {
				url.append((url.indexOf("?") < 0) ? '?' : '&')
					.append(parameter.name())
					.append("={")
					.append(parameter.name())
					.append('}');
				converted.add(ParameterConverter.convert(parameter.name(), parameter.node(), this.document,
						parameter.location()));
			}
		}
		return url.toString();
	}

	private ObjectNode pathParameter(String name, List<Located> parameters) {
		@Nullable Located declared = parameters.stream()
			.filter((parameter) -> parameter.name().equals(name) && !parameter.in().equals("header"))
			.findFirst()
			.orElse(null);
		if (declared != null) {
			return ParameterConverter.convert(name, declared.node(), this.document, declared.location())
				.put("required", true);
		}
		return JsonNodeFactory.instance.objectNode().put("name", name).put("type", "string").put("required", true);
	}

	/**
	 * An operation in its document.
	 *
	 * @param method the method
	 * @param template the path
	 * @param pathItem the node of the path
	 * @param operation the node of the operation
	 */
	record Source(String method, String template, JsonNode pathItem, JsonNode operation) {

		String pathLocation() {
			return "paths['" + this.template + "']";
		}

		String location() {
			return pathLocation() + "." + this.method;
		}

	}

	/**
	 * A parameter in its document.
	 *
	 * @param name its name
	 * @param in path, query, header, cookie, body or formData
	 * @param node its node
	 * @param location where it stands
	 */
	record Located(String name, String in, JsonNode node, String location) {

		/** Whether a request must have it in its query to reach the operation. */
		boolean belongsInTemplate() {
			return this.in.equals("query") && this.node.path("required").asBoolean(false)
					&& this.node.path(OpenApiVocabulary.IN_URL_TEMPLATE).asBoolean(true);
		}

	}

}
