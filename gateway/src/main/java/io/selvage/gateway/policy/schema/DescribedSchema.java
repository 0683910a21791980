package io.selvage.gateway.policy.schema;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.UnusableSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * A definition of the schema document of an API's description. It is compiled when the
 * first body is compared with it: most definitions of most APIs never are.
 */
public final class DescribedSchema implements BodySchema {

	private final SchemaDefinitions definitions;

	private final String name;

	private final Map<Reading, Compiled> compiled = new ConcurrentHashMap<>();

	/**
	 * Creates a schema.
	 * @param definitions the definitions of the document
	 * @param name which of them
	 */
	public DescribedSchema(SchemaDefinitions definitions, String name) {
		this.definitions = definitions;
		this.name = name;
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
		return schema.get().problem(body);
	}

	private Compiled compile(Reading reading) {
		try {
			return new Compiled(JsonComparison.with(this.definitions, SchemaDefinitions.place(this.name), reading), "");
		}
		catch (UnusableSchemaException unusable) {
			return new Compiled(null, unusable.getMessage());
		}
	}

	/** One that can't be compiled is remembered as such. */
	private record Compiled(@Nullable JsonComparison comparison, String problem) {

		JsonComparison get() {
			if (this.comparison == null) {
				throw new UnusableSchemaException(this.problem);
			}
			return this.comparison;
		}

	}

}
