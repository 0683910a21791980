package io.selvage.gateway.policy.schema;

import java.util.List;
import java.util.Locale;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.selvage.gateway.context.UnusableSchemaException;
import tools.jackson.databind.JsonNode;

/**
 * What JSON Schema 2020-12 says about schemas themselves. The library would pass over a
 * keyword whose value makes no sense, and with it over what its author meant.
 */
final class MetaSchema {

	/** It lies in the library's archive. */
	private static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012(),
			(builder) -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
				.failFast(true)
				.locale(Locale.ROOT)
				.pathType(PathType.JSON_POINTER)
				.build()))
		.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

	private MetaSchema() {
	}

	/**
	 * Refuses what is no schema.
	 * @param schema a schema as it is written for the library
	 * @param title how its author knows it
	 * @throws UnusableSchemaException if a keyword's value makes no sense
	 */
	static void check(JsonNode schema, String title) {
		List<Error> errors = SCHEMA.validate(schema);
		if (!errors.isEmpty()) {
			Error first = errors.get(0);
			String place = first.getInstanceLocation().toString();
			throw new UnusableSchemaException("The schema '" + title + "' is malformed"
					+ (place.isEmpty() ? "" : " at '" + place + "'") + ": " + first.getMessage() + ".");
		}
	}

}
