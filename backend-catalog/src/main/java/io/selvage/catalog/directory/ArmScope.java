package io.selvage.catalog.directory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters and variables of a Resource Manager template. A parameter that has no
 * value is carried along as a mark: often it only names the service, which nothing here
 * depends on.
 */
final class ArmScope {

	/** Around the name of a parameter without a value; no document can hold it. */
	static final String MARK = "\u0000";

	private final JsonNode template;

	/** Values by name: the {@code parameters} of a file of parameters. */
	private final JsonNode given;

	private final Set<String> evaluating = new HashSet<>();

	private final int copyIndex;

	ArmScope(JsonNode template, JsonNode given) {
		this(template, given, 0);
	}

	private ArmScope(JsonNode template, JsonNode given, int copyIndex) {
		this.template = template;
		this.given = given;
		this.copyIndex = copyIndex;
	}

	/** The scope of one turn of a loop. */
	ArmScope at(int index) {
		return new ArmScope(this.template, this.given, index);
	}

	int copyIndex() {
		return this.copyIndex;
	}

	/** A parameter; a missing node if the template does not declare it. */
	JsonNode parameter(String name) {
		JsonNode declared = get(this.template.path("parameters"), name);
		JsonNode value = get(this.given, name).path("value");
		value = value.isMissingNode() ? declared.path("defaultValue") : value;
		if (value.isMissingNode() && !declared.isMissingNode()) {
			return JsonNodeFactory.instance.stringNode(MARK + name + MARK);
		}
		return evaluated("parameter " + name, value);
	}

	/** A variable, or a missing node. */
	JsonNode variable(String name) {
		return evaluated("variable " + name, get(this.template.path("variables"), name));
	}

	private JsonNode evaluated(String name, JsonNode value) {
		if (!this.evaluating.add(name)) {
			throw new ArmTemplateException("The " + name + " refers to itself.");
		}
		try {
			return evaluate(value);
		}
		finally {
			this.evaluating.remove(name);
		}
	}

	/** A value with every expression in it evaluated. */
	JsonNode evaluate(JsonNode value) {
		if (value.isString()) {
			String text = value.stringValue();
			if (ArmExpression.isExpression(text)) {
				return ArmExpression.evaluate(text, this);
			}
			return text.startsWith("[[") ? JsonNodeFactory.instance.stringNode(text.substring(1)) : value;
		}
		if (value.isObject()) {
			ObjectNode object = JsonNodeFactory.instance.objectNode();
			value.properties().forEach((entry) -> object.set(entry.getKey(), evaluate(entry.getValue())));
			return object;
		}
		if (value.isArray()) {
			ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
			value.forEach((element) -> array.add(evaluate(element)));
			return array;
		}
		return value;
	}

	static JsonNode get(JsonNode object, String name) {
		for (Map.Entry<String, JsonNode> entry : object.properties()) {
			if (entry.getKey().equalsIgnoreCase(name)) {
				return entry.getValue();
			}
		}
		return MissingNode.getInstance();
	}

}
