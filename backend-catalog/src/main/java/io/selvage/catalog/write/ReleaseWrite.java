package io.selvage.catalog.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/**
 * A release makes a revision the current one: the two change their names, so that the URL
 * without a revision leads to the released one.
 */
final class ReleaseWrite {

	/** What belongs to the API as a whole and not to one revision. */
	private static final List<String> OF_ALL_REVISIONS = List.of("releases", "tags", "wikis", "tagDescriptions");

	private ReleaseWrite() {
	}

	static void makeCurrent(CatalogSnapshot snapshot, Resource release, Changes changes) {
		ResourceId root = Objects.requireNonNull(release.id().parent());
		ResourceId released = ResourceId.reference(ResourceType.APIS, release.property("apiId").asString(""));
		if (released == null || released.equals(root)
				|| !Api.Revision.rootOf(released.name()).equalsIgnoreCase(root.name())) {
			return;
		}
		Resource current = snapshot.resource(root);
		Resource next = snapshot.resource(released);
		if (current == null || next == null) {
			return;
		}
		ResourceId former = ResourceId.of(ResourceType.APIS,
				root.name() + Api.Revision.MARK + current.property("apiRevision").asString("1"));
		List<Resource> renamed = new ArrayList<>();
		rename(snapshot, current, former, renamed);
		rename(snapshot, next, root, renamed);
		delete(snapshot, root, changes);
		changes.delete(released);
		renamed.forEach(changes::put);
	}

	private static void delete(CatalogSnapshot snapshot, ResourceId root, Changes changes) {
		for (ResourceType type : root.type().children()) {
			if (!OF_ALL_REVISIONS.contains(type.collection())) {
				snapshot.resources(type, root).forEach((child) -> changes.delete(child.id()));
			}
		}
	}

	private static void rename(CatalogSnapshot snapshot, Resource resource, ResourceId to, List<Resource> into) {
		ObjectNode properties = resource.properties();
		if (to.type() == ResourceType.APIS) {
			properties.put("isCurrent", Api.Revision.rootOf(to.name()).equals(to.name()));
		}
		into.add(new Resource(to, properties));
		for (ResourceType type : resource.type().children()) {
			if (!OF_ALL_REVISIONS.contains(type.collection()) || resource.type() != ResourceType.APIS) {
				for (Resource child : snapshot.resources(type, resource.id())) {
					rename(snapshot, child, to.child(type.collection(), child.name()), into);
				}
			}
		}
	}

}
