package io.selvage.gateway.policy.schema;

import java.util.function.Function;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.UnusableSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema of the catalog, or a part of one, compiled with the policy that names it.
 */
public final class StoredJsonSchema implements BodySchema {

	private final String name;

	private final JsonComparison comparison;

	private StoredJsonSchema(String name, JsonComparison comparison) {
		this.name = name;
		this.comparison = comparison;
	}

	/**
	 * Compiles a schema of the catalog. Every other schema it refers to is asked for
	 * meanwhile, and none later.
	 * @param schema the document
	 * @param reference which part of it, for example {@code #/definitions/order}; empty:
	 * all of it
	 * @param reading how it is read, by every comparison
	 * @param others finds other schemas of the catalog by name
	 * @return the schema
	 * @throws UnusableSchemaException if it can't be compiled
	 */
	public static BodySchema of(StoredSchema.Json schema, String reference, Reading reading,
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
		return new StoredJsonSchema(schema.id() + reference, JsonComparison.with(definitions, root, reading));
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String problem(byte[] body, Reading reading) {
		return this.comparison.problem(body);
	}

}
