package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Revisions of APIs: the current one has the plain name, each other one
 * {@code name;rev=n}.
 */
final class ApiRevisions {

	/** What a revision is not free to differ in. */
	private static final List<String> SHARED = List.of("displayName", "path", "apiVersion", "apiVersionSetId", "type");

	/** What a revision takes over unless its body says otherwise. */
	private static final List<String> INHERITED = List.of("description", "protocols", "serviceUrl",
			"subscriptionRequired", "subscriptionKeyParameterNames", "authenticationSettings");

	private ApiRevisions() {
	}

	/** {@code name;rev=n} means the current revision if it is the n-th. */
	static ResourceId resolve(ResourceId id, CatalogSnapshot snapshot) {
		ResourceId parent = id.parent();
		if (parent != null) {
			ResourceId resolved = resolve(parent, snapshot);
			return (resolved == parent) ? id : resolved.child(id.type().collection(), id.name());
		}
		if (id.type() != ResourceType.APIS || snapshot.resource(id) != null) {
			return id;
		}
		String root = Api.Revision.rootOf(id.name());
		if (root.length() == id.name().length()) {
			return id;
		}
		Api current = snapshot.api(root);
		boolean same = current != null && current.revision().number().equals(number(id.name()));
		return same ? ResourceId.of(ResourceType.APIS, root) : id;
	}

	static String number(String name) {
		int mark = name.toLowerCase(Locale.ROOT).lastIndexOf(Api.Revision.MARK);
		return (mark < 0) ? "1" : name.substring(mark + Api.Revision.MARK.length());
	}

	/** The revisions of an API that are not current. */
	static List<ResourceId> others(ResourceId id, CatalogSnapshot snapshot) {
		String root = Api.Revision.rootOf(id.name());
		List<ResourceId> others = new ArrayList<>();
		for (Resource api : snapshot.resources(ResourceType.APIS, null)) {
			if (!api.name().equalsIgnoreCase(root) && Api.Revision.rootOf(api.name()).equalsIgnoreCase(root)) {
				others.add(api.id());
			}
		}
		return others;
	}

	/** Completes the body of a new revision, or of a copy of another API. */
	static JsonNode inherit(ResourceId id, JsonNode body, @Nullable Resource stored, CatalogSnapshot snapshot) {
		ObjectNode whole = ResourceReader.overlay(id.type(), body, JsonNodeFactory.instance.objectNode());
		ObjectNode properties = (ObjectNode) whole.path("properties");
		String root = Api.Revision.rootOf(id.name());
		boolean revision = root.length() != id.name().length();
		Resource current = revision ? snapshot.resource(ResourceId.of(ResourceType.APIS, root)) : null;
		if (revision && current == null) {
			throw new CatalogException(List
				.of(Violation.error(id, "apiRevision", "There is no API '" + root + "' to make a revision of.")));
		}
		if (current != null) {
			take(properties, current, SHARED, true);
			take(properties, current, INHERITED, false);
			properties.put("apiRevision", number(id.name()));
		}
		Resource source = (stored == null && !revision) ? source(whole, id, snapshot) : null;
		if (source != null) {
			take(properties, source, INHERITED, false);
		}
		return whole;
	}

	private static void take(ObjectNode properties, Resource from, List<String> names, boolean always) {
		for (String name : names) {
			if ((always || !properties.has(name)) && !from.property(name).isMissingNode()) {
				properties.set(name, from.property(name).deepCopy());
			}
		}
	}

	/** The API whose operations and policies a new one begins with. */
	static @Nullable Resource source(JsonNode body, ResourceId id, CatalogSnapshot snapshot) {
		String sourceId = Bodies.text(body, "sourceApiId");
		ResourceId source = (sourceId != null) ? ResourceId.reference(ResourceType.APIS, sourceId) : null;
		if (source == null) {
			String root = Api.Revision.rootOf(id.name());
			source = (root.length() != id.name().length()) ? ResourceId.of(ResourceType.APIS, root) : null;
		}
		return (source != null) ? snapshot.resource(resolve(source, snapshot)) : null;
	}

	static void copyContents(Changes changes, ResourceId to, @Nullable Resource from, CatalogSnapshot snapshot) {
		if (from != null) {
			snapshot.resources()
				.filter((each) -> each.id().isBelow(from.id()) && each.type() != ResourceType.RELEASES)
				.forEach((each) -> changes.put(new Resource(moved(each.id(), from.id(), to), each.properties())));
		}
	}

	private static ResourceId moved(ResourceId id, ResourceId from, ResourceId to) {
		ResourceId parent = id.parent();
		if (parent == null || id.equals(from)) {
			return to;
		}
		return moved(parent, from, to).child(id.type().collection(), id.name());
	}

	/**
	 * A release makes a revision current: it takes the plain name, and what was current
	 * gets its number.
	 */
	static void makeCurrent(Changes changes, Resource release, CatalogSnapshot snapshot) {
		ResourceId api = release.id().parent();
		String reference = release.property("apiId").asString("");
		ResourceId wanted = ResourceId.reference(ResourceType.APIS, reference);
		if (api == null || wanted == null) {
			return;
		}
		Resource next = snapshot.resource(resolve(wanted, snapshot));
		Resource current = snapshot.resource(ResourceId.of(ResourceType.APIS, Api.Revision.rootOf(api.name())));
		if (next == null || current == null || !Api.Revision.rootOf(next.name()).equalsIgnoreCase(current.name())) {
			throw new CatalogException(List.of(Violation.error(release.id(), "apiId",
					"'" + reference + "' is no revision of the API '" + Api.Revision.rootOf(api.name()) + "'.")));
		}
		if (next.id().equals(current.id())) {
			return;
		}
		String number = current.property("apiRevision").asString("1");
		ResourceId past = ResourceId.of(ResourceType.APIS, current.name() + Api.Revision.MARK + number);
		List<Resource> releases = List.copyOf(snapshot.resources(ResourceType.RELEASES, current.id()));
		changes.delete(next.id());
		// The plain name is put again below, so what lay under it must go by itself.
		snapshot.resources()
			.filter((each) -> each.id().isBelow(current.id()))
			.forEach((each) -> changes.delete(each.id()));
		changes.put(renamed(current, past, false));
		copyContents(changes, past, current, snapshot);
		changes.put(renamed(next, current.id(), true));
		copyContents(changes, current.id(), next, snapshot);
		releases.forEach(changes::put);
		changes.put(release);
	}

	private static Resource renamed(Resource api, ResourceId to, boolean isCurrent) {
		ObjectNode properties = api.properties();
		properties.put("isCurrent", isCurrent);
		return new Resource(to, properties);
	}

}
