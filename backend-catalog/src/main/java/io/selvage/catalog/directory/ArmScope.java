package io.selvage.catalog.directory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters and variables of a Resource Manager template, and the turns of the loops
 * around a value.
 */
final class ArmScope {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final JsonNode template;

	/** Values by name: the {@code parameters} of a file of parameters. */
	private final JsonNode given;

	private final @Nullable Turn turn;

	private final Evaluation evaluation;

	ArmScope(JsonNode template, JsonNode given) {
		this(template, given, null, new Evaluation());
	}

	private ArmScope(JsonNode template, JsonNode given, @Nullable Turn turn, Evaluation evaluation) {
		this.template = template;
		this.given = given;
		this.turn = turn;
		this.evaluation = evaluation;
	}

	/** The scope of one turn of a loop. */
	ArmScope at(String loop, int index) {
		return new ArmScope(this.template, this.given, new Turn(loop, index, this.turn), this.evaluation);
	}

	/**
	 * Which turn it is.
	 * @param loop the name of a loop around, or null for the innermost
	 * @return the turn, from 0
	 */
	int copyIndex(@Nullable String loop) {
		if (this.turn == null) {
			throw new IllegalArgumentException("copyIndex has a value in a loop ('copy') only");
		}
		for (Turn here = this.turn; here != null; here = here.outer()) {
			if (loop == null || here.loop().equalsIgnoreCase(loop)) {
				return here.index();
			}
		}
		throw new IllegalArgumentException(
				"no loop around has the name copyIndex asks for; the innermost is called '" + this.turn.loop() + "'");
	}

	/** A parameter; a missing node if the template does not declare it. */
	JsonNode parameter(String name) {
		JsonNode declared = get(this.template.path("parameters"), name);
		JsonNode value = get(this.given, name).path("value");
		value = value.isMissingNode() ? declared.path("defaultValue") : value;
		if (value.isMissingNode() && !declared.isMissingNode()) {
			return NODES.stringNode(ArmMarks.of(name));
		}
		return evaluated("parameter " + name, value);
	}

	/** A variable, or a missing node. */
	JsonNode variable(String name) {
		JsonNode variables = this.template.path("variables");
		JsonNode loop = ArmLoop.named(variables.path(ArmLoop.COPY), name);
		if (loop.isMissingNode()) {
			return evaluated("variable " + name, get(variables, name));
		}
		return this.evaluation.of("variable " + name, () -> outside().elements(loop).elements());
	}

	private JsonNode evaluated(String name, JsonNode value) {
		return this.evaluation.of(name, () -> outside().evaluate(value));
	}

	/** Parameters and variables know nothing of who uses them. */
	private ArmScope outside() {
		return (this.turn != null) ? new ArmScope(this.template, this.given, null, this.evaluation) : this;
	}

	/** A value with every expression in it evaluated, and every loop in it run. */
	JsonNode evaluate(JsonNode value) {
		return this.evaluation.deeper(() -> {
			if (value.isString()) {
				return evaluate(value.stringValue());
			}
			return value.isObject() ? object(value) : value.isArray() ? array(value) : value;
		});
	}

	/** One step of an evaluation, of which only so many may lie in one another. */
	JsonNode deeper(Supplier<JsonNode> step) {
		return this.evaluation.deeper(step);
	}

	private JsonNode evaluate(String text) {
		if (ArmExpression.isExpression(text)) {
			return ArmExpression.evaluate(text, this);
		}
		return NODES.stringNode(text.startsWith("[[") ? text.substring(1) : text);
	}

	private JsonNode object(JsonNode value) {
		ObjectNode object = NODES.objectNode();
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			if (member.getKey().equals(ArmLoop.COPY) && member.getValue().isArray()) {
				for (JsonNode copy : member.getValue()) {
					Elements elements = elements(copy);
					object.set(elements.name(), elements.elements());
				}
			}
			else {
				object.set(member.getKey(), evaluate(member.getValue()));
			}
		}
		return object;
	}

	private JsonNode array(JsonNode value) {
		ArrayNode array = NODES.arrayNode(value.size());
		for (JsonNode element : value) {
			array.add(evaluate(element));
		}
		return array;
	}

	private Elements elements(JsonNode copy) {
		ArmLoop loop = ArmLoop.read(copy, this);
		JsonNode input = copy.path("input");
		if (input.isMissingNode()) {
			throw new ArmTemplateException("The 'copy' of '" + loop.name() + "' needs an 'input'.");
		}
		ArrayNode elements = NODES.arrayNode(loop.count());
		for (int i = 0; i < loop.count(); i++) {
			elements.add(at(loop.name(), i).evaluate(input));
		}
		return new Elements(loop.name(), elements);
	}

	static JsonNode get(JsonNode object, String name) {
		for (Map.Entry<String, JsonNode> entry : object.properties()) {
			if (entry.getKey().equalsIgnoreCase(name)) {
				return entry.getValue();
			}
		}
		return MissingNode.getInstance();
	}

	/** What a loop in a value makes: an array under a name. */
	private record Elements(String name, ArrayNode elements) {
	}

	/** A turn of a loop within that of another. */
	private record Turn(String loop, int index, @Nullable Turn outer) {
	}

	/** How far an evaluation has come; all scopes of a template share it. */
	private static final class Evaluation {

		/** Calls, objects and arrays in one another; templates have a few dozen. */
		private static final int DEEPEST = 500;

		private final Set<String> names = new HashSet<>();

		private int depth;

		JsonNode of(String name, Supplier<JsonNode> value) {
			if (!this.names.add(name)) {
				throw new ArmTemplateException("The " + name + " refers to itself.");
			}
			try {
				return value.get();
			}
			finally {
				this.names.remove(name);
			}
		}

		JsonNode deeper(Supplier<JsonNode> step) {
			if (this.depth >= DEEPEST) {
				throw new ArmTemplateException(
						"More than " + DEEPEST + " calls, objects and arrays lie in one another.");
			}
			this.depth++;
			try {
				return step.get();
			}
			finally {
				this.depth--;
			}
		}

	}

}
