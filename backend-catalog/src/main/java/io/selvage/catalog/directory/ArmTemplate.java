package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the API Management resources of a Resource Manager template (also one compiled
 * from Bicep): at the top, nested in one another or in the service.
 */
final class ArmTemplate {

	private static final Pattern SERVICE_OF_AN_ID = Pattern
		.compile("(?i)(/service/)" + ArmScope.MARK + "([^/" + ArmScope.MARK + "]+)" + ArmScope.MARK);

	private static final String SERVICE = "microsoft.apimanagement/service";

	/** Turns of a loop; Resource Manager has the same limit. */
	private static final int MAX_COPIES = 800;

	private ArmScope scope;

	private final List<Item> items = new ArrayList<>();

	private final List<Problem> problems = new ArrayList<>();

	private ArmTemplate(JsonNode template, JsonNode parameters) {
		this.scope = new ArmScope(template, parameters);
	}

	/** Whether a document is a template. */
	static boolean isTemplate(JsonNode document) {
		return document.path("resources").isContainer()
				&& document.path("$schema").asString("").contains("deploymentTemplate");
	}

	/** Whether a document gives values to the parameters of a template. */
	static boolean isParameters(JsonNode document) {
		return document.path("parameters").isObject()
				&& document.path("$schema").asString("").contains("deploymentParameters");
	}

	/**
	 * Reads a template.
	 * @param document the template
	 * @param parameters the {@code parameters} of a file of parameters, or a missing node
	 */
	static ArmTemplate read(JsonNode document, JsonNode parameters) {
		ArmTemplate template = new ArmTemplate(document, parameters);
		template.readAll(document.path("resources"), "resources", "", List.of());
		return template;
	}

	List<Item> items() {
		return this.items;
	}

	List<Problem> problems() {
		return this.problems;
	}

	/** Symbolic names make the resources an object instead of an array. */
	private void readAll(JsonNode resources, String path, String type, List<String> names) {
		if (resources.isArray()) {
			for (int i = 0; i < resources.size(); i++) {
				read(resources.get(i), path + "[" + i + "]", type, names);
			}
		}
		else {
			for (Map.Entry<String, JsonNode> entry : resources.properties()) {
				read(entry.getValue(), path + "." + entry.getKey(), type, names);
			}
		}
	}

	private void read(JsonNode resource, String path, String parentType, List<String> parentNames) {
		try {
			if (resource.has("copy")) {
				readCopies(resource, path, parentType, parentNames);
				return;
			}
			if (resource.path("existing").asBoolean(false)
					|| !this.scope.evaluate(resource.path("condition")).asBoolean(true)) {
				return;
			}
			String own = resource.path("type").asString("");
			boolean relative = !parentType.isEmpty() && !own.toLowerCase(Locale.ROOT).startsWith("microsoft.");
			String type = relative ? parentType + "/" + own : own;
			List<String> names = new ArrayList<>(relative ? parentNames : List.of());
			names.addAll(Arrays.asList(this.scope.evaluate(resource.path("name")).asString("").split("/")));
			if (!type.toLowerCase(Locale.ROOT).startsWith(SERVICE)) {
				return;
			}
			if (type.length() > SERVICE.length()) {
				add(resource, path, type, names);
			}
			readAll(resource.path("resources"), path + ".resources", type, names);
		}
		catch (ArmTemplateException ex) {
			this.problems.add(new Problem(path, String.valueOf(ex.getMessage())));
		}
	}

	private void readCopies(JsonNode resource, String path, String parentType, List<String> parentNames) {
		int count = this.scope.evaluate(resource.path("copy").path("count")).asInt(-1);
		if (count < 0 || count > MAX_COPIES) {
			throw new ArmTemplateException("The 'copy' of a resource needs a count from 0 to " + MAX_COPIES + ".");
		}
		ObjectNode once = ((ObjectNode) resource.deepCopy());
		once.remove("copy");
		ArmScope outside = this.scope;
		for (int i = 0; i < count; i++) {
			this.scope = outside.at(i);
			read(once, path, parentType, parentNames);
		}
		this.scope = outside;
	}

	private void add(JsonNode resource, String path, String type, List<String> names) {
		String[] collections = type.substring(SERVICE.length() + 1).split("/");
		if (names.size() != collections.length + 1) {
			throw new ArmTemplateException("The name of a resource of type " + type + " must have "
					+ (collections.length + 1) + " segments, the first being the service.");
		}
		ResourceId id = null;
		for (int i = 0; i < collections.length; i++) {
			ResourceType each = ResourceType.find((id != null) ? id.type() : null, collections[i]);
			if (each == null) {
				throw new ArmTemplateException("The type " + type + " is not known.");
			}
			id = child(id, each, valued(names.get(i + 1)));
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("properties", valued(this.scope.evaluate(resource.path("properties"))));
		if (id != null) {
			this.items.add(new Item(id, body, path));
		}
	}

	/** Whatever the service is called, its own ids mean the same. */
	private static String valued(String text) {
		String known = SERVICE_OF_AN_ID.matcher(text).replaceAll("$1$2");
		int mark = known.indexOf(ArmScope.MARK);
		if (mark >= 0) {
			throw new ArmTemplateException(
					"The parameter '" + known.substring(mark + 1, known.indexOf(ArmScope.MARK, mark + 1))
							+ "' has no value: give it a default, or a value in a file of parameters.");
		}
		return known;
	}

	private static JsonNode valued(JsonNode value) {
		if (value.isString()) {
			return JsonNodeFactory.instance.stringNode(valued(value.stringValue()));
		}
		if (value instanceof ObjectNode object) {
			object.properties().forEach((member) -> member.setValue(valued(member.getValue())));
		}
		else if (value instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				array.set(i, valued(array.get(i)));
			}
		}
		return value;
	}

	private static ResourceId child(@Nullable ResourceId parent, ResourceType type, String name) {
		return (parent != null) ? parent.child(type.collection(), name) : ResourceId.of(type, name);
	}

	/**
	 * A resource of the template.
	 *
	 * @param id its identity
	 * @param body its body
	 * @param path where it stands
	 */
	record Item(ResourceId id, ObjectNode body, String path) {
	}

	/**
	 * Something that can't be understood.
	 *
	 * @param path where
	 * @param message why
	 */
	record Problem(String path, String message) {
	}

}
