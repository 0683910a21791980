package io.selvage.catalog.directory;

import java.util.List;

import io.selvage.catalog.resource.ContractJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A template as text, read without a directory around it.
 *
 * @param template what was read
 */
record ArmDocument(ArmTemplate template) {

	private static final String SCHEMA = "\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\"";

	private static final String BACKEND = "\"type\": \"Microsoft.ApiManagement/service/backends\"";

	/** Reads the members of a template. */
	static ArmDocument of(String members) {
		JsonNode document = ContractJson.parse("{" + SCHEMA + ", " + members + "}");
		return new ArmDocument(ArmTemplate.read(document, MissingNode.getInstance()));
	}

	/** A template of one backend with one property {@code description}. */
	static ArmDocument describing(String expression) {
		return of(backend("\"name\": \"s/b\", \"properties\": {\"description\": " + quoted(expression) + "}"));
	}

	static String backend(String members) {
		return "\"resources\": [{" + BACKEND + ", " + members + "}]";
	}

	static String quoted(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	List<String> names() {
		return this.template.items().stream().map((item) -> item.id().name()).toList();
	}

	JsonNode properties(int index) {
		return this.template.items().get(index).body().path("properties");
	}

	List<String> problems() {
		return this.template.problems().stream().map(ArmTemplate.Problem::message).toList();
	}

}
