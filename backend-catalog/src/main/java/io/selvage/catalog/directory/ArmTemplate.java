package io.selvage.catalog.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the API Management resources of a Resource Manager template (also one compiled
 * from Bicep): at the top, nested in one another or in the service.
 */
final class ArmTemplate {

	private static final String SERVICE = "microsoft.apimanagement/service";

	private final List<Item> items = new ArrayList<>();

	private final List<Problem> problems = new ArrayList<>();

	private ArmTemplate() {
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
		ArmTemplate template = new ArmTemplate();
		template.readAll(document.path("resources"), "resources", Named.NONE, new ArmScope(document, parameters));
		return template;
	}

	List<Item> items() {
		return this.items;
	}

	List<Problem> problems() {
		return this.problems;
	}

	/** Symbolic names make the resources an object instead of an array. */
	private void readAll(JsonNode resources, String path, Named parent, ArmScope scope) {
		if (resources.isArray()) {
			for (int i = 0; i < resources.size(); i++) {
				read(resources.get(i), path + "[" + i + "]", parent, scope);
			}
		}
		else {
			for (Map.Entry<String, JsonNode> entry : resources.properties()) {
				read(entry.getValue(), path + "." + entry.getKey(), parent, scope);
			}
		}
	}

	private void read(JsonNode resource, String path, Named parent, ArmScope scope) {
		String own = resource.path("type").asString("");
		boolean relative = !parent.type().isEmpty() && !own.toLowerCase(Locale.ROOT).startsWith("microsoft.");
		String type = relative ? parent.type() + "/" + own : own;
		if (resource.path("existing").asBoolean(false) || !type.toLowerCase(Locale.ROOT).startsWith(SERVICE)) {
			return;
		}
		Named place = new Named(type, relative ? parent.names() : List.of());
		try {
			if (!resource.has(ArmLoop.COPY)) {
				readOne(resource, path, place, scope);
				return;
			}
			ArmLoop loop = ArmLoop.read(resource.path(ArmLoop.COPY), scope);
			for (int i = 0; i < loop.count(); i++) {
				readOne(resource, path, place, scope.at(loop.name(), i));
			}
		}
		catch (ArmTemplateException ex) {
			this.problems.add(new Problem(path, String.valueOf(ex.getMessage())));
		}
	}

	private void readOne(JsonNode resource, String path, Named place, ArmScope scope) {
		if (!isWanted(resource.path("condition"), scope)) {
			return;
		}
		List<String> names = new ArrayList<>(place.names());
		names.addAll(Arrays.asList(scope.evaluate(resource.path("name")).asString("").split("/")));
		if (place.type().length() > SERVICE.length()) {
			add(resource, path, new Named(place.type(), names), scope);
		}
		readAll(resource.path("resources"), path + ".resources", new Named(place.type(), names), scope);
	}

	private static boolean isWanted(JsonNode condition, ArmScope scope) {
		if (condition.isMissingNode() || condition.isNull()) {
			return true;
		}
		JsonNode value = ArmMarks.valued(scope.evaluate(condition));
		String text = value.asString("").toLowerCase(Locale.ROOT);
		if (!text.equals("true") && !text.equals("false")) {
			throw new ArmTemplateException("The 'condition' of a resource must be true or false.");
		}
		return text.equals("true");
	}

	private void add(JsonNode resource, String path, Named named, ArmScope scope) {
		String type = named.type();
		List<String> names = named.names();
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
			id = child(id, each, ArmMarks.valued(names.get(i + 1)));
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("properties", ArmMarks.valued(scope.evaluate(resource.path("properties"))));
		if (id != null) {
			this.items.add(new Item(id, body, path));
		}
	}

	private static ResourceId child(@Nullable ResourceId parent, ResourceType type, String name) {
		return (parent != null) ? parent.child(type.collection(), name) : ResourceId.of(type, name);
	}

	/**
	 * Where a resource belongs.
	 *
	 * @param type its type, or what it is nested in; empty at the top
	 * @param names the segments of its name, with the service first
	 */
	private record Named(String type, List<String> names) {

		static final Named NONE = new Named("", List.of());

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
