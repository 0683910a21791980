package io.selvage.gateway.policy.schema;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import io.selvage.gateway.context.BodySchema;
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
 * A definition of an API's schema document, or a schema of the catalog. It is compiled
 * when the first body is compared with it: most definitions of most APIs never are.
 */
public final class JsonBodySchema implements BodySchema {

	/** A comparison calls itself for each level; the stack bounds it. */
	private static final int DEEPEST = 100;

	private static final ObjectReader READER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build()
		.readerFor(JsonNode.class);

	private final SchemaSource definitions;

	private final String definition;

	private final String name;

	private final Map<Reading, Compiled> compiled = new ConcurrentHashMap<>();

	/**
	 * Creates a schema.
	 * @param definitions the definitions of the document
	 * @param name which of them
	 */
	public JsonBodySchema(SchemaDefinitions definitions, String name) {
		this(definitions, SchemaDefinitions.place(name), name);
	}

	private JsonBodySchema(SchemaSource definitions, String definition, String name) {
		this.definitions = definitions;
		this.definition = definition;
		this.name = name;
	}

	/**
	 * Creates and compiles a schema of the catalog. Every other schema it refers to is
	 * asked for meanwhile, and none later.
	 * @param schema the document
	 * @param reference which part of it, for example {@code #/definitions/order}; empty:
	 * all of it
	 * @param reading how it will be read
	 * @param others finds other schemas of the catalog by name
	 * @return the schema
	 * @throws UnusableSchemaException if it can't be compiled
	 */
	public static BodySchema stored(StoredSchema.Json schema, String reference, Reading reading,
			Function<String, @Nullable StoredSchema> others) {
		StoredDefinitions definitions = new StoredDefinitions(schema, others);
		String root = definitions.root();
		if (!reference.isEmpty()) {
			String target = reference.startsWith("#") ? definitions.target(root, reference) : null;
			if (target == null || !definitions.of(target).isObject()) {
				throw new UnusableSchemaException("The schema '" + schema.id() + "' has no object at '" + reference
						+ "': a reference looks like '#/definitions/order'.");
			}
			root = target;
		}
		JsonBodySchema stored = new JsonBodySchema(definitions, root, schema.id() + reference);
		Compiled compiled = stored.compile(reading);
		compiled.get();
		stored.compiled.put(reading, compiled);
		return stored;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String problem(byte[] body, Reading reading) {
		Compiled schema = this.compiled.get(reading);
		if (schema == null) {
			schema = this.compiled.computeIfAbsent(reading, this::compile);
		}
		JsonNode value;
		try {
			value = READER.readValue(body);
		}
		catch (JacksonException unreadable) {
			return "it can't be read: it may be nested deeper than " + DEEPEST + " levels.";
		}
		PropertyNames names = reading.anyCase() ? PropertyNames.ANY_CASE : PropertyNames.EXACT;
		List<Error> errors = errors(schema.get(), names.in(value));
		if (errors.isEmpty()) {
			return null;
		}
		Error error = errors.get(0);
		String place = error.getInstanceLocation().toString();
		return (place.isEmpty() ? "" : "at '" + place + "', ") + error.getMessage() + ".";
	}

	/** The library follows some references only when a value leads there. */
	private static List<Error> errors(Schema schema, JsonNode value) {
		try {
			return schema.validate(value);
		}
		catch (SchemaException broken) {
			throw new UnusableSchemaException("The schema can't be used: " + broken.getMessage());
		}
		catch (StackOverflowError tooDeep) {
			throw new UnusableSchemaException("The schema can't be used: its references lead too deep.");
		}
	}

	private Compiled compile(Reading reading) {
		try {
			return new Compiled(SchemaLibrary.compile(new SchemaText(this.definitions, reading).of(this.definition)),
					"");
		}
		catch (UnusableSchemaException unusable) {
			return new Compiled(null, unusable.getMessage());
		}
	}

	/** One that can't be compiled is remembered as such. */
	private record Compiled(@Nullable Schema schema, String problem) {

		Schema get() {
			if (this.schema == null) {
				throw new UnusableSchemaException(this.problem);
			}
			return this.schema;
		}

	}

}
