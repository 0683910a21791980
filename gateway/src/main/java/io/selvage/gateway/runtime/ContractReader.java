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
import io.selvage.gateway.policy.schema.JsonBodySchema;
import io.selvage.gateway.policy.schema.SchemaDefinitions;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an operation of the catalog says about its messages.
 */
final class ContractReader {

	private ContractReader() {
	}

	static OperationContract read(Operation operation, Collection<ApiSchema> schemas) {
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
					parameters(response.path("headers"), Place.HEADER), types(response), schemas(response, schemas)));
		}
		return new OperationContract(parameters, types(operation.request()), responses,
				new ResponseExamples(schemas).of(operation.responses()), schemas(operation.request(), schemas));
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
	private static Map<String, BodySchema> schemas(JsonNode message, Collection<ApiSchema> schemas) {
		Map<String, BodySchema> byType = new HashMap<>();
		for (JsonNode representation : message.path("representations")) {
			String id = representation.path("schemaId").asString("");
			String type = representation.path("typeName").asString("");
			for (ApiSchema schema : schemas) {
				if (schema.name().equals(id) && new SchemaDefinitions(schema.document()).has(type)) {
					byType.put(representation.path("contentType").asString("").strip().toLowerCase(Locale.ROOT),
							new JsonBodySchema(new SchemaDefinitions(schema.document()), type));
				}
			}
		}
		return byType;
	}

}
