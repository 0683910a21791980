package io.selvage.catalog;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.Policy;
import io.selvage.catalog.entity.PolicyFragment;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Whoever refers to something that does not exist is told so. Members of pools have a
 * rule of their own, and policies are judged by their compiler.
 */
final class ReferenceRule implements ContractRule {

	/** Every service has these groups. */
	private static final Set<String> BUILT_IN_GROUPS = Set.of("administrators", "developers", "guests");

	@Override
	public void check(Judgement judgement) {
		for (ResourceId id : judgement.judged()) {
			@Nullable Row row = judgement.snapshot().tree().row(id);
			if (row != null && isJudgedHere(row.content().entity())) {
				check(judgement, id, row.content().references());
			}
		}
	}

	private static boolean isJudgedHere(@Nullable Object entity) {
		return !(entity instanceof Backend.Pool || entity instanceof Policy || entity instanceof PolicyFragment);
	}

	private static void check(Judgement judgement, ResourceId id, References references) {
		for (ResourceId target : references.resources()) {
			if (!target.equals(id) && !exists(judgement.snapshot(), id, target)) {
				judgement.warning(id, target.path(),
						"It refers to " + target.path() + ", which does not exist: what needs it will fail.");
			}
		}
		for (String name : references.namedValues()) {
			if (judgement.snapshot().namedValue(name) == null) {
				judgement.warning(id, "{{" + name + "}}",
						"It refers to the named value '" + name + "', which does not exist: what needs it will fail.");
			}
		}
	}

	private static boolean isBuiltIn(ResourceId target) {
		return target.type().path().equals("groups")
				&& BUILT_IN_GROUPS.contains(target.name().toLowerCase(Locale.ROOT));
	}

	/** The current revision has a name without its number, and may be called by it. */
	private static boolean isCurrentRevision(CatalogSnapshot snapshot, ResourceId target) {
		String root = Api.Revision.rootOf(target.name());
		Api api = (target.type() == ResourceType.APIS && !root.equals(target.name())) ? snapshot.api(root) : null;
		return api != null
				&& target.name().substring(root.length()).equalsIgnoreCase(Api.Revision.MARK + api.revision().number());
	}

	/** Inside a workspace the workspace's own resources come first. */
	private static boolean exists(CatalogSnapshot snapshot, ResourceId user, ResourceId target) {
		if (snapshot.resource(target) != null || isBuiltIn(target) || isCurrentRevision(snapshot, target)) {
			return true;
		}
		for (ResourceId up = user.parent(); up != null; up = up.parent()) {
			if (up.type().path().equals("workspaces")) {
				return snapshot.resource(Objects.requireNonNull(ResourceId.parse(up.path() + target.path()))) != null;
			}
		}
		return false;
	}

}
