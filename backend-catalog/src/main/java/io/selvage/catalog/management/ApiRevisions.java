package io.selvage.catalog.management;

import java.util.Locale;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;

/**
 * Revisions of APIs: the current one has the plain name, each other one
 * {@code name;rev=n}.
 */
final class ApiRevisions {

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

}
