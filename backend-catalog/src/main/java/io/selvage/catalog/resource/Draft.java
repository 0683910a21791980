package io.selvage.catalog.resource;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource while it is read: what its type's rules look at and complete.
 *
 * @param id the resource
 * @param properties its canonical properties
 * @param origin where it comes from
 * @param replacing whether it replaces a stored resource
 * @param violations where rules report to
 */
record Draft(ResourceId id, ObjectNode properties, Origin origin, boolean replacing, List<Violation> violations) {

	boolean has(String property) {
		return this.properties.hasNonNull(property);
	}

	@Nullable String text(String property) {
		JsonNode value = this.properties.path(property);
		return value.isString() ? value.stringValue() : null;
	}

	void error(String target, String message) {
		this.violations.add(Violation.error(this.id, target, message));
	}

	void warning(String target, String message) {
		this.violations.add(Violation.warning(this.id, target, message));
	}

}
