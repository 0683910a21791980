package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.entity.ApiSchema;
import io.selvage.catalog.entity.Operation;
import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationContract.Parameter;
import io.selvage.gateway.context.OperationContract.Place;
import io.selvage.gateway.context.OperationContract.Response;
import io.selvage.gateway.policy.schema.DescribedSchema;
import io.selvage.gateway.policy.schema.SchemaDefinitions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the operations of an API say about their messages. A definition that several
 * of them name is one schema, so that it is compiled once.
 */
final class ContractReader {

	private final Collection<ApiSchema> schemas;

	private final Map<Definition, BodySchema> known = new HashMap<>();

	/**
	 * Creates a reader.
	 * @param schemas the schema documents of the API
	 */
	ContractReader(Collection<ApiSchema> schemas) {
		this.schemas = schemas;
	}

	OperationContract read(Operation operation) {
		List<Parameter> parameters = new ArrayList<>();
		String template = operation.match().urlTemplate();
		int query = template.indexOf('?');
		for (Operation.TemplateParameter parameter : operation.match().parameters()) {
			boolean inQuery = query >= 0 && (template.indexOf("{" + parameter.name() + "}") > query
					|| template.indexOf("{*" + parameter.name() + "}") > query);
			parameters.add(new Parameter(inQuery ? Place.QUERY : Place.PATH, parameter.name(), parameter.type(),
					parameter.required(), parameter.values()));
		}
		parameters.addAll(parameters(operation.request().path("queryParameters"), Place.QUERY));
		parameters.addAll(parameters(operation.request().path("headers"), Place.HEADER));
		List<Response> responses = new ArrayList<>();
		for (JsonNode response : operation.responses()) {
			responses.add(new Response(response.path("statusCode").asInt(0),
					parameters(response.path("headers"), Place.HEADER), types(response), schemas(response)));
		}
		return new OperationContract(parameters, types(operation.request()), responses,
				new ResponseExamples(this.schemas).of(operation.responses()), schemas(operation.request()));
	}

	private static List<Parameter> parameters(JsonNode described, Place place) {
		List<Parameter> parameters = new ArrayList<>();
		for (JsonNode entry : described) {
			List<String> values = new ArrayList<>();
			entry.path("values").forEach((value) -> values.add(value.asString("")));
			parameters.add(new Parameter(place, entry.path("name").asString(""), entry.path("type").asString("string"),
					entry.path("required").asBoolean(false), List.copyOf(values)));
		}
		return List.copyOf(parameters);
	}

	private static Set<String> types(JsonNode message) {
		Set<String> types = new LinkedHashSet<>();
		for (JsonNode representation : message.path("representations")) {
			types.add(representation.path("contentType").asString("").strip().toLowerCase(Locale.ROOT));
		}
		return Set.copyOf(types);
	}

	/** A representation that names no schema of the API is compared with none. */
	private Map<String, BodySchema> schemas(JsonNode message) {
		Map<String, BodySchema> byType = new HashMap<>();
		for (JsonNode representation : message.path("representations")) {
			String id = representation.path("schemaId").asString("");
			String type = representation.path("typeName").asString("");
			BodySchema schema = this.known.computeIfAbsent(new Definition(id, type), this::find);
			if (schema != null) {
				byType.put(representation.path("contentType").asString("").strip().toLowerCase(Locale.ROOT), schema);
			}
		}
		return byType;
	}

	private @Nullable BodySchema find(Definition definition) {
		for (ApiSchema schema : this.schemas) {
			SchemaDefinitions definitions = new SchemaDefinitions(schema.document());
			if (schema.name().equals(definition.document()) && definitions.has(definition.name())) {
				return new DescribedSchema(definitions, definition.name());
			}
		}
		return null;
	}

	/**
	 * What a representation names.
	 *
	 * @param document the schema document of the API
	 * @param name the definition in it
	 */
	private record Definition(String document, String name) {
	}

}
