package io.selvage.catalog.directory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A loop: the {@code copy} of a resource, or one of those in properties or variables.
 *
 * @param name what {@code copyIndex} calls it; in properties and variables also what the
 * array it makes is called
 * @param count how many turns it has
 */
record ArmLoop(String name, int count) {

	/** What loops are called in templates. */
	static final String COPY = "copy";

	/** Turns of a loop; Resource Manager has the same limit. */
	private static final int MAX_COUNT = 800;

	/**
	 * Reads a loop.
	 * @param copy its {@code name} and {@code count}
	 * @param scope what its count is evaluated in
	 * @throws ArmTemplateException if it has no name, or a count that can't be
	 */
	static ArmLoop read(JsonNode copy, ArmScope scope) {
		JsonNode count = ArmMarks.valued(scope.evaluate(copy.path("count")));
		if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 0
				|| count.intValue() > MAX_COUNT) {
			throw new ArmTemplateException("A 'copy' needs a count from 0 to " + MAX_COUNT + ".");
		}
		String name = copy.path("name").asString("");
		if (name.isBlank()) {
			throw new ArmTemplateException("A 'copy' needs a name.");
		}
		return new ArmLoop(name, count.intValue());
	}

	/** The loop that makes a variable, or a missing node. */
	static JsonNode named(JsonNode loops, String name) {
		for (JsonNode loop : loops.isArray() ? loops : MissingNode.getInstance()) {
			if (loop.path("name").asString("").equalsIgnoreCase(name)) {
				return loop;
			}
		}
		return MissingNode.getInstance();
	}

}
