package io.selvage.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A candidate in front of the contract's rules.
 *
 * @param snapshot what would be served
 * @param difference what changes
 * @param judged changed resources and those that refer to changed or removed ones
 * @param violations what was found so far
 */
record Judgement(CatalogSnapshot snapshot, Difference difference, Set<ResourceId> judged, List<Violation> violations) {

	Judgement(CatalogSnapshot snapshot, Difference difference, Set<ResourceId> judged) {
		this(snapshot, difference, judged, new ArrayList<>());
	}

	/** Calls back for each judged resource that has an entity of a type. */
	<T> void each(Class<T> type, BiConsumer<ResourceId, T> consumer) {
		for (ResourceId id : this.judged) {
			@Nullable Row row = this.snapshot.tree().row(id);
			if (row != null && type.isInstance(row.content().entity())) {
				consumer.accept(id, type.cast(row.content().entity()));
			}
		}
	}

	/** Whether something that is used would be removed: the only thing to report then. */
	boolean isInUse() {
		return this.violations.stream().anyMatch((violation) -> violation.isError() && violation.target().isEmpty());
	}

	void error(ResourceId id, String target, String message) {
		this.violations.add(Violation.error(id, target, message));
	}

	void warning(ResourceId id, String target, String message) {
		this.violations.add(Violation.warning(id, target, message));
	}

}
