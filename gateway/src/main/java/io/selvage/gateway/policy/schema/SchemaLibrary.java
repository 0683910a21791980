package io.selvage.gateway.policy.schema;

import java.util.List;
import java.util.Locale;

import com.google.re2j.Pattern;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.SchemaLoader;
import io.selvage.gateway.context.UnusableSchemaException;
import tools.jackson.databind.JsonNode;

/**
 * Compiles schemas. The library has nothing it could load other documents with, stops at
 * the first difference, so that its answer is bounded, and matches patterns in linear
 * time.
 */
final class SchemaLibrary {

	private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
		.failFast(true)
		.formatAssertionsEnabled(true)
		.locale(Locale.ROOT)
		.pathType(PathType.JSON_POINTER)
		.regularExpressionFactory(SchemaLibrary::pattern)
		.build();

	private SchemaLibrary() {
	}

	static Schema compile(JsonNode text) {
		try {
			SchemaCycles.refuse(text);
			Schema schema = SchemaRegistry
				.withDialect(Dialects.getDraft202012(),
						(builder) -> builder.schemaRegistryConfig(CONFIG)
							.schemaLoader(new SchemaLoader(List.of(), List.of(), null, (iri) -> true)))
				.getSchema(text);
			schema.initializeValidators();
			return schema;
		}
		catch (SchemaException | com.google.re2j.PatternSyntaxException refused) {
			throw new UnusableSchemaException("The schema can't be compiled: " + refused.getMessage());
		}
	}

	private static RegularExpression pattern(String pattern) {
		Pattern compiled = Pattern.compile(pattern);
		return (text) -> compiled.matcher(text).find();
	}

}
