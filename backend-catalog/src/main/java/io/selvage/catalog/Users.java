package io.selvage.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Finds who refers to a resource.
 */
final class Users {

	private Users() {
	}

	static List<ResourceId> of(CatalogSnapshot snapshot, ResourceId id) {
		Row target = snapshot.tree().row(id);
		return of(snapshot, id, (target != null) ? target.content().entity() : null);
	}

	/** Who in a snapshot refers to a resource that need not be in it any more. */
	static List<ResourceId> of(CatalogSnapshot snapshot, ResourceId id, @Nullable Object entity) {
		String displayName = (id.type() == ResourceType.NAMED_VALUES && entity instanceof NamedValue value)
				? value.displayName() : null;
		List<ResourceId> users = new ArrayList<>();
		snapshot.tree().forEach((row) -> {
			References references = row.content().references();
			if (references.resources().contains(id)
					|| (displayName != null && references.namedValues().contains(displayName))) {
				users.add(row.resource().id());
			}
		});
		users.sort(Comparator.comparing(ResourceId::path));
		return users;
	}

}
