package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.selvage.catalog.entity.ApiSchema;
import io.selvage.gateway.context.OperationContract.Example;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the examples of an operation's responses: those its author wrote, else a sample
 * made from the schema of a JSON representation.
 */
final class ResponseExamples {

	private final Collection<ApiSchema> schemas;

	ResponseExamples(Collection<ApiSchema> schemas) {
		this.schemas = schemas;
	}

	/**
	 * Reads examples.
	 * @param responses the described responses as the contract's JSON
	 * @return in the order of the description
	 */
	List<Example> of(JsonNode responses) {
		List<Example> examples = new ArrayList<>();
		for (JsonNode response : responses) {
			int status = response.path("statusCode").asInt(0);
			for (JsonNode representation : response.path("representations")) {
				String type = representation.path("contentType").asString(null);
				List<String> bodies = written(representation);
				if (bodies.isEmpty()) {
					String sample = sample(representation, type);
					bodies = (sample != null) ? List.of(sample) : List.of();
				}
				bodies.forEach((body) -> examples.add(new Example(status, type, body)));
			}
		}
		return examples;
	}

	/** Older versions of the contract have one {@code sample} instead of examples. */
	private static List<String> written(JsonNode representation) {
		List<String> bodies = new ArrayList<>();
		for (JsonNode example : representation.path("examples")) {
			JsonNode value = example.path("value");
			if (!value.isMissingNode() && !value.isNull()) {
				bodies.add(value.isString() ? value.asString() : value.toString());
			}
		}
		String sample = representation.path("sample").asString("");
		if (bodies.isEmpty() && !sample.isBlank()) {
			bodies.add(sample);
		}
		return bodies;
	}

	private @Nullable String sample(JsonNode representation, @Nullable String type) {
		String schemaId = representation.path("schemaId").asString("");
		String typeName = representation.path("typeName").asString("");
		if (type == null || !type.contains("json")) {
			return null;
		}
		for (ApiSchema schema : this.schemas) {
			if (schema.name().equals(schemaId)) {
				return new SchemaSample(schema.document()).of(typeName);
			}
		}
		return null;
	}

}
