package io.selvage.catalog;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;

/**
 * A resource lies below one that exists, and a revision belongs to an API that exists.
 */
final class ParentRule implements ContractRule {

	@Override
	public void check(Judgement judgement) {
		for (ResourceId id : judgement.difference().changed()) {
			ResourceId parent = id.parent();
			if (parent != null && judgement.snapshot().resource(parent) == null) {
				judgement.violations().add(missing(id, parent));
			}
			if (id.type() == ResourceType.APIS) {
				checkRevision(judgement, id);
			}
		}
		judgement.difference().removed().forEach((id) -> checkRemoved(judgement, id));
	}

	private static void checkRevision(Judgement judgement, ResourceId id) {
		ResourceId root = ResourceId.of(ResourceType.APIS, Api.Revision.rootOf(id.name()));
		if (!root.equals(id) && judgement.snapshot().resource(root) == null) {
			judgement.violations().add(missing(id, root));
		}
	}

	private static void checkRemoved(Judgement judgement, ResourceId id) {
		if (id.type() != ResourceType.APIS) {
			return;
		}
		String prefix = id.name() + Api.Revision.MARK;
		boolean revisions = judgement.snapshot()
			.tree()
			.collection(ResourceType.APIS, null)
			.tailMap(prefix)
			.keySet()
			.stream()
			.findFirst()
			.filter((name) -> name.regionMatches(true, 0, prefix, 0, prefix.length()))
			.isPresent();
		if (revisions) {
			judgement.error(id, "", "Cannot delete the current revision of an API.");
		}
	}

	private static Violation missing(ResourceId id, ResourceId absent) {
		return new Violation(Violation.Severity.ERROR, CatalogError.NOT_FOUND.code(), id, absent.path(),
				absent.type().entityName() + " not found.", null);
	}

}
