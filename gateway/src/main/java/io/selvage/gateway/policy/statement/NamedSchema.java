package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.UnusableSchemaException;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.schema.StoredJsonSchema;
import io.selvage.gateway.policy.schema.StoredSchema;
import io.selvage.gateway.policy.schema.XmlSchemas;
import org.jspecify.annotations.Nullable;

/**
 * The schema {@code schema-id} and {@code schema-ref} name. It is compiled with the
 * policy, so that whoever saves one that can't be used is told.
 */
final class NamedSchema {

	private NamedSchema() {
	}

	/**
	 * Returns null if none is named, or after an error was reported.
	 */
	static @Nullable BodySchema of(StatementBinding binding, WellFormedness format, BodySchema.Reading reading) {
		String reference = binding.has("schema-ref") ? binding.literal("schema-ref").strip() : "";
		if (!binding.has("schema-id")) {
			if (!reference.isEmpty()) {
				binding.error("schema-ref", "The 'schema-ref' attribute needs 'schema-id' beside it.");
			}
			return null;
		}
		String id = binding.literal("schema-id").strip();
		StoredSchema schema = binding.environment().schema(id);
		if (schema == null) {
			binding.error("schema-id", "Schema with id '" + id + "' could not be found.");
			return null;
		}
		try {
			return compiled(binding, format, reading, schema, reference);
		}
		catch (UnusableSchemaException unusable) {
			binding.error(reference.isEmpty() ? "schema-id" : "schema-ref", unusable.getMessage());
			return null;
		}
	}

	private static @Nullable BodySchema compiled(StatementBinding binding, WellFormedness format,
			BodySchema.Reading reading, StoredSchema schema, String reference) {
		if (schema instanceof StoredSchema.Json json && format == WellFormedness.JSON) {
			if (!json.document().isObject() && !json.document().isBoolean()) {
				throw new UnusableSchemaException("The schema '" + schema.id() + "' has no document.");
			}
			return StoredJsonSchema.of(json, reference, reading, binding.environment()::schema);
		}
		if (schema instanceof StoredSchema.Xml xml && format != WellFormedness.JSON) {
			if (!reference.isEmpty()) {
				binding.error("schema-ref", "The 'schema-ref' attribute needs validate-as=\"json\". Remove it.");
			}
			return XmlSchemas.stored(xml, format == WellFormedness.SOAP, binding.environment()::schema);
		}
		if (schema instanceof StoredSchema.Unknown) {
			return null;
		}
		binding.error("schema-id",
				"The schema '" + schema.id() + "' has the type '"
						+ ((schema instanceof StoredSchema.Xml) ? "xml" : "json")
						+ "', which does not fit validate-as=\"" + binding.literal("validate-as").strip() + "\".");
		return null;
	}

}
