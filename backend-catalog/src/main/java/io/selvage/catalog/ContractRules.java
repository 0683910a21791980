package io.selvage.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The contract's rules across resources. They look at what changed and at whatever refers
 * to it, never at the rest.
 */
final class ContractRules {

	private static final List<ContractRule> RULES = List.of(new ParentRule(), new PoolRule(), new ReferenceRule(),
			new UniquenessRule(), new OpenProductRule(), new DangerousPolicyRule());

	private ContractRules() {
	}

	static Judgement judge(CatalogSnapshot snapshot, Difference difference) {
		Judgement judgement = new Judgement(snapshot, difference, judged(snapshot, difference));
		new UseRule().check(judgement);
		// Whoever uses what is removed would only be reported once more by the others.
		if (judgement.violations().isEmpty()) {
			RULES.forEach((rule) -> rule.check(judgement));
		}
		return judgement;
	}

	private static Set<ResourceId> judged(CatalogSnapshot snapshot, Difference difference) {
		Set<ResourceId> judged = new HashSet<>(difference.changed());
		Set<String> namedValues = namedValues(snapshot, difference);
		snapshot.tree().forEach((row) -> {
			References references = row.content().references();
			if (!references.isEmpty() && refersToAny(references, difference, namedValues)) {
				judged.add(row.resource().id());
			}
		});
		return judged;
	}

	private static boolean refersToAny(References references, Difference difference, Set<String> namedValues) {
		for (ResourceId id : references.resources()) {
			if (difference.contains(id)) {
				return true;
			}
		}
		for (String name : references.namedValues()) {
			if (namedValues.contains(name)) {
				return true;
			}
		}
		return false;
	}

	private static Set<String> namedValues(CatalogSnapshot snapshot, Difference difference) {
		Set<String> names = new HashSet<>();
		for (Set<ResourceId> ids : List.of(difference.changed(), difference.removed())) {
			for (ResourceId id : ids) {
				if (id.type() == ResourceType.NAMED_VALUES) {
					addName(names, snapshot.tree().row(id));
					addName(names, difference.from().tree().row(id));
				}
			}
		}
		return names;
	}

	private static void addName(Set<String> names, @Nullable Row row) {
		if (row != null) {
			names.add(SnapshotIndex.entity(row, NamedValue.class).displayName());
		}
	}

}
