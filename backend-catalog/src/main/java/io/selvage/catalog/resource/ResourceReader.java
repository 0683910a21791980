package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies of resources, whether they come from a request, a file or a template: the
 * one way from JSON into the catalog. Tolerant in form, strict in content; what it
 * accepts is in canonical form.
 */
public final class ResourceReader {

	private static final Pattern REVISION = Pattern.compile("(?i);rev=[^;]*$");

	private ResourceReader() {
	}

	/**
	 * Reads a body.
	 * @param id the resource it is for
	 * @param body {@code {"properties": {...}}}; id, name and type in it are ignored
	 * @param origin where it comes from
	 * @return the resource with what is wrong or dangerous in it
	 */
	public static Reading read(ResourceId id, JsonNode body, Origin origin) {
		return read(id, body, origin, null);
	}

	/**
	 * Reads a body that replaces a resource. Masks in the place of secrets keep the
	 * secrets that are stored.
	 * @param id the resource it is for
	 * @param body {@code {"properties": {...}}}
	 * @param origin where it comes from
	 * @param stored the resource as it is now, or null
	 * @return the resource with what is wrong or dangerous in it
	 */
	public static Reading read(ResourceId id, JsonNode body, Origin origin, @Nullable Resource stored) {
		List<Violation> violations = new ArrayList<>();
		checkName(id, violations);
		JsonNode properties = properties(id, body, violations);
		BodyReader reader = new BodyReader(id, origin);
		ObjectNode canonical = reader.object(id.type().schema(), properties, "",
				(stored != null) ? stored.view() : MissingNode.getInstance());
		violations.addAll(reader.violations());
		if (violations.stream().noneMatch(Violation::isError)) {
			ResourceRules.forType(id.type()).check(new Draft(id, canonical, origin, stored != null, violations));
		}
		ObjectNode directives = takeDirectives(id.type().schema(), canonical);
		return new Reading(new Resource(id, canonical), directives, List.copyOf(violations));
	}

	private static ObjectNode takeDirectives(Schema schema, ObjectNode canonical) {
		ObjectNode directives = JsonNodeFactory.instance.objectNode();
		for (Property property : schema.properties()) {
			if (property.is(Property.Trait.WRITE_ONLY) && canonical.has(property.name())) {
				directives.set(property.name(), canonical.remove(property.name()));
			}
		}
		return directives;
	}

	/**
	 * Applies a merge patch (RFC 7396) to a resource; names in the patch are as tolerant
	 * as everywhere.
	 * @param stored the resource as it is now
	 * @param body {@code {"properties": {...}}}
	 * @return the patched resource with what is wrong or dangerous in it
	 */
	public static Reading patch(Resource stored, JsonNode body) {
		List<Violation> violations = new ArrayList<>();
		JsonNode patch = properties(stored.id(), body, violations);
		if (!violations.isEmpty()) {
			return new Reading(stored, List.copyOf(violations));
		}
		ObjectNode before = stored.properties();
		for (Property property : stored.type().schema().properties()) {
			// Whether the secret stays is decided by what the whole says.
			if (property.is(Property.Trait.SECRET_IF_MARKED) && BodyReader.isMarked(before)) {
				before.remove(property.name());
			}
		}
		ObjectNode merged = MergePatch.apply(stored.type().schema(), before, patch);
		JsonNode whole = JsonNodeFactory.instance.objectNode().set("properties", merged);
		return read(stored.id(), whole, Origin.REQUEST, stored);
	}

	/**
	 * Lays properties over those of a body, object by object.
	 * @param type the type of the resource
	 * @param body {@code {"properties": {...}}}
	 * @param overriding properties that win; null removes one
	 * @return a new body
	 */
	public static ObjectNode overlay(ResourceType type, JsonNode body, JsonNode overriding) {
		ObjectNode merged = JsonNodeFactory.instance.objectNode();
		MergePatch.apply(type.schema(), merged, propertiesOf(body).deepCopy());
		MergePatch.apply(type.schema(), merged, overriding.deepCopy());
		ObjectNode result = JsonNodeFactory.instance.objectNode();
		result.set("properties", merged);
		return result;
	}

	/**
	 * The properties of a body, whatever the case of their name.
	 * @param body {@code {"properties": {...}}}
	 * @return the properties, or an empty object
	 */
	public static JsonNode propertiesOf(JsonNode body) {
		for (String name : body.propertyNames()) {
			if (name.strip().equalsIgnoreCase("properties") && body.path(name).isObject()) {
				return body.path(name);
			}
		}
		return JsonNodeFactory.instance.objectNode();
	}

	private static void checkName(ResourceId id, List<Violation> violations) {
		for (ResourceId each = id; each != null; each = each.parent()) {
			String refusal = each.type().nameRule().refusal(nameWithoutRevision(each));
			if (refusal != null) {
				violations.add(Violation.error(id, "name", refusal));
			}
		}
	}

	/** {@code ;rev=3} is no part of the name the rule is about. */
	private static String nameWithoutRevision(ResourceId id) {
		String name = id.name();
		return (name.indexOf(';') >= 0 && id.type().collection().equals("apis"))
				? REVISION.matcher(name).replaceFirst("") : name;
	}

	private static JsonNode properties(ResourceId id, JsonNode body, List<Violation> violations) {
		ObjectNode nothing = JsonNodeFactory.instance.objectNode();
		if (body.isMissingNode() || body.isNull()) {
			return nothing;
		}
		if (!body.isObject()) {
			violations.add(Violation.error(id, "", "The body must be an object."));
			return nothing;
		}
		JsonNode properties = null;
		for (String name : body.propertyNames()) {
			if (name.strip().equalsIgnoreCase("properties")) {
				if (properties != null) {
					violations.add(Violation.error(id, "properties", "The property is given twice."));
				}
				properties = body.get(name);
			}
		}
		if (properties == null || properties.isNull()) {
			return nothing;
		}
		if (!properties.isObject()) {
			violations.add(Violation.error(id, "properties", "The field Properties must be an object."));
			return nothing;
		}
		return properties;
	}

}
