package io.selvage.gateway.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.entity.ApiSchema;
import io.selvage.catalog.entity.Operation;
import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationContract.Parameter;
import io.selvage.gateway.context.OperationContract.Place;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

class ContractReaderTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final List<ApiSchema> SCHEMAS = List
		.of(new ApiSchema("api", "schema", "application/vnd.oai.openapi.components+json", JSON
			.readTree("{\"components\":{\"schemas\":{\"Order\":{\"allOf\":[{\"$ref\":\"#/components/schemas/Base\"},"
					+ "{\"type\":\"object\",\"properties\":{\"lines\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Line\"}},"
					+ "\"state\":{\"type\":\"string\",\"enum\":[\"open\",\"done\"]},\"parent\":{\"$ref\":\"#/components/schemas/Order\"}}}]},"
					+ "\"Base\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\",\"example\":7}}},"
					+ "\"Line\":{\"type\":\"object\",\"properties\":{\"when\":{\"type\":\"string\",\"format\":\"date\"},\"paid\":{\"type\":\"boolean\"}}}}}}")));

	private static OperationContract read(String template, JsonNode request, JsonNode responses) {
		List<Operation.TemplateParameter> parameters = List.of(
				new Operation.TemplateParameter("id", "integer", true, null, List.of()),
				new Operation.TemplateParameter("q", "string", false, null, List.of("a")));
		return new ContractReader(SCHEMAS).read(
				new Operation("api", "op", "Op", new Operation.Match("GET", template, parameters), request, responses));
	}

	@Test
	void parametersMediaTypesAndResponsesAreTakenFromTheDescription() {
		OperationContract contract = read("/orders/{id}?q={q}",
				JSON.readTree(
						"{\"queryParameters\":[{\"name\":\"n\",\"type\":\"number\"}],\"headers\":[{\"name\":\"X\","
								+ "\"type\":\"string\",\"required\":true,\"values\":[\"1\"]}],"
								+ "\"representations\":[{\"contentType\":\"Application/JSON\"}]}"),
				JSON.readTree("[{\"statusCode\":201,\"headers\":[{\"name\":\"Y\"}],"
						+ "\"representations\":[{\"contentType\":\"text/xml\"}]}]"));
		assertThat(contract.parameters()).containsExactly(new Parameter(Place.PATH, "id", "integer", true, List.of()),
				new Parameter(Place.QUERY, "q", "string", false, List.of("a")),
				new Parameter(Place.QUERY, "n", "number", false, List.of()),
				new Parameter(Place.HEADER, "X", "string", true, List.of("1")));
		assertThat(contract.requestTypes()).isEqualTo(Set.of("application/json"));
		assertThat(contract.describes(201)).isTrue();
		assertThat(contract.describes(200)).isFalse();
		assertThat(contract.response(201).headers())
			.containsExactly(new Parameter(Place.HEADER, "Y", "string", false, List.of()));
		assertThat(contract.response(201).types()).containsExactly("text/xml");
		assertThat(contract.response(200).types()).isEmpty();
	}

	@Test
	void aBodyHasTheSchemaItsRepresentationNamesIfTheApiHasIt() {
		String representations = "\"representations\":[{\"contentType\":\"Application/JSON\",\"schemaId\":\"schema\","
				+ "\"typeName\":\"Order\"},{\"contentType\":\"a/b\",\"schemaId\":\"schema\",\"typeName\":\"None\"},"
				+ "{\"contentType\":\"a/c\",\"schemaId\":\"other\",\"typeName\":\"Order\"},{\"contentType\":\"a/d\"}]";
		OperationContract contract = read("/x", JSON.readTree("{" + representations + "}"),
				JSON.readTree("[{\"statusCode\":200," + representations + "}]"));
		assertThat(contract.requestTypes()).hasSize(4);
		assertThat(contract.requestSchemas()).containsOnlyKeys("application/json");
		assertThat(contract.response(200).schemas()).containsOnlyKeys("application/json");
		BodySchema schema = contract.requestSchemas().get("application/json");
		BodySchema.Reading reading = new BodySchema.Reading(null, false);
		assertThat(schema.problem("{\"id\":1}".getBytes(StandardCharsets.UTF_8), reading)).isNull();
		assertThat(schema.problem("{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8), reading)).contains("'/id'");
	}

	@Test
	void aDefinitionThatSeveralMessagesOfAnApiNameIsOneSchema() {
		JsonNode message = JSON.readTree("{\"representations\":[{\"contentType\":\"application/json\",\"schemaId\":"
				+ "\"schema\",\"typeName\":\"Order\"},{\"contentType\":\"a/b\",\"schemaId\":\"schema\",\"typeName\":\"Line\"}]}");
		Operation operation = new Operation("api", "op", "Op", new Operation.Match("GET", "/x", List.of()), message,
				JSON.createArrayNode().add(message));
		ContractReader reader = new ContractReader(SCHEMAS);
		BodySchema schema = reader.read(operation).requestSchemas().get("application/json");
		OperationContract again = reader.read(operation);
		assertThat(again.requestSchemas().get("application/json")).isSameAs(schema);
		assertThat(again.response(0).schemas().get("application/json")).isSameAs(schema);
		assertThat(again.requestSchemas().get("a/b")).isNotSameAs(schema);
	}

	@Test
	void anOperationWithoutDescriptionHasItsTemplateOnly() {
		OperationContract contract = read("/{id}/{*q}", MissingNode.getInstance(), MissingNode.getInstance());
		assertThat(contract.parameters()).extracting(Parameter::place).containsExactly(Place.PATH, Place.PATH);
		assertThat(contract.responses()).isEmpty();
	}

	@Test
	void examplesAreThoseOfTheDescriptionElseASampleOfTheSchema() {
		OperationContract contract = read("/x", JSON.readTree("{}"), JSON.readTree("[{\"statusCode\":200,"
				+ "\"representations\":[{\"contentType\":\"application/json\",\"examples\":{\"one\":{\"value\":{\"a\":1}},\"two\":{\"value\":\"text\"}}},"
				+ "{\"contentType\":\"application/xml\",\"sample\":\"<a/>\"}]},{\"statusCode\":404,\"representations\":"
				+ "[{\"contentType\":\"application/json\",\"schemaId\":\"schema\",\"typeName\":\"Order\"},{\"contentType\":\"text/plain\"}]}]"));
		assertThat(contract.examples()).extracting(OperationContract.Example::statusCode)
			.containsExactly(200, 200, 200, 404);
		assertThat(contract.examples()).extracting(OperationContract.Example::body)
			.startsWith("{\"a\":1}", "text", "<a/>");
		assertThat(contract.examples().get(3).body()).startsWith(
				"{\"id\":7,\"lines\":[{\"when\":\"2000-01-23\",\"paid\":true}],\"state\":\"open\",\"parent\":{\"id\":7,");
		assertThat(contract.examples().get(3).contentType()).isEqualTo("application/json");
	}

}
