package io.selvage.catalog.resource;

import java.util.List;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that was read.
 *
 * @param resource the resource in canonical form; not to be used if there are errors
 * @param directives properties that only steer this write and are not stored, such as the
 * description an API is imported from
 * @param violations errors and warnings, in the order of the body
 */
public record Reading(Resource resource, ObjectNode directives, List<Violation> violations) {

	/**
	 * A reading without directives.
	 * @param resource the resource in canonical form
	 * @param violations errors and warnings
	 */
	public Reading(Resource resource, List<Violation> violations) {
		this(resource, JsonNodeFactory.instance.objectNode(), violations);
	}

	/**
	 * Whether the resource may be used.
	 * @return true if there is no error
	 */
	public boolean isValid() {
		return this.violations.stream().noneMatch(Violation::isError);
	}

}
