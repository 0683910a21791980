package io.selvage.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What is in use can't be deleted; the refusal lists the users.
 */
final class UseRule implements ContractRule {

	private static final Set<ResourceType> GUARDED = Set.of(ResourceType.BACKENDS, ResourceType.POLICY_FRAGMENTS,
			ResourceType.NAMED_VALUES, ResourceType.CERTIFICATES, ResourceType.LOGGERS, ResourceType.VERSION_SETS,
			ResourceType.SCHEMAS);

	@Override
	public void check(Judgement judgement) {
		for (ResourceId id : judgement.difference().removed()) {
			if (GUARDED.contains(id.type())) {
				check(judgement, id);
			}
		}
	}

	private static void check(Judgement judgement, ResourceId id) {
		@Nullable Row before = judgement.difference().from().tree().row(id);
		Object entity = (before != null) ? before.content().entity() : null;
		if (entity instanceof NamedValue value && judgement.snapshot().namedValue(value.displayName()) != null) {
			return;
		}
		List<ResourceId> users = Users.of(judgement.snapshot(), id, entity);
		if (!users.isEmpty()) {
			judgement.error(id, "",
					"The " + words(id.type().entityName()) + " '" + id.name()
							+ "' is used by the following entities:\r\n"
							+ users.stream().map((user) -> user.path() + "\r\n").collect(Collectors.joining()));
		}
	}

	/** {@code PolicyFragment} reads {@code Policy Fragment}. */
	private static String words(String camelCase) {
		return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
	}

}
