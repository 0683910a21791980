package io.selvage.gateway.policy.schema;

import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.ValidationLimitExceededException;
import io.selvage.gateway.context.BodySchema.Reading;
import io.selvage.gateway.context.UnusableSchemaException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares JSON bodies with a compiled schema. How much a comparison may do grows with
 * the length of the body, so that a schema whose branches multiply from level to level
 * can't keep a thread.
 */
final class JsonComparison {

	/** A comparison calls itself for each level; the stack bounds it. */
	private static final int DEEPEST = 100;

	/** A step is one keyword, or one schema, applied to one value. */
	private static final long STEPS = 100_000;

	private static final long STEPS_PER_BYTE = 16;

	private static final ObjectReader READER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build()
		.readerFor(JsonNode.class);

	private final Schema schema;

	private final PropertyNames names;

	private JsonComparison(Schema schema, PropertyNames names) {
		this.schema = schema;
		this.names = names;
	}

	/**
	 * Compiles a schema.
	 * @param definitions what it consists of
	 * @param root which of the definitions bodies are compared with
	 * @param reading how it is read
	 * @return the comparison
	 * @throws UnusableSchemaException if it can't be compiled
	 */
	static JsonComparison with(SchemaSource definitions, String root, Reading reading) {
		try {
			return new JsonComparison(SchemaLibrary.compile(new SchemaText(definitions, reading).of(root)),
					PropertyNames.of(reading));
		}
		catch (StackOverflowError tooDeep) {
			throw new UnusableSchemaException("The schema can't be compiled: it is nested too deeply.");
		}
	}

	/**
	 * Compares a body.
	 * @param body a well-formed body
	 * @return a sentence about the first difference; null if there is none
	 * @throws UnusableSchemaException if the comparison shows that the schema is no use
	 */
	@Nullable String problem(byte[] body) {
		JsonNode value;
		try {
			value = READER.readValue(body);
		}
		catch (JacksonException unreadable) {
			return "it can't be read: it may be nested deeper than " + DEEPEST + " levels.";
		}
		long steps = STEPS + STEPS_PER_BYTE * body.length;
		try {
			return differences(this.names.in(value), steps).stream()
				.findFirst()
				.map(JsonComparison::sentence)
				.orElse(null);
		}
		catch (ValidationLimitExceededException exceeded) {
			return "comparing it takes more than " + steps
					+ " steps: too many branches of the schema come into question.";
		}
	}

	/** The library follows some references only when a value leads there. */
	private List<Error> differences(JsonNode value, long steps) {
		try {
			return this.schema.validate(value,
					(run) -> run.executionConfig((config) -> config.maxEvaluationSteps(steps)));
		}
		catch (SchemaException broken) {
			throw new UnusableSchemaException("The schema can't be used: " + broken.getMessage());
		}
		catch (StackOverflowError tooDeep) {
			throw new UnusableSchemaException("The schema can't be used: its references lead too deep.");
		}
	}

	private static String sentence(Error error) {
		String place = error.getInstanceLocation().toString();
		return (place.isEmpty() ? "" : "at '" + place + "', ") + error.getMessage() + ".";
	}

}
