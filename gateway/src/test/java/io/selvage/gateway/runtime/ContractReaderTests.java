package io.selvage.gateway.runtime;

import java.util.List;
import java.util.Set;

import io.selvage.catalog.entity.Operation;
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

	private static OperationContract read(String template, JsonNode request, JsonNode responses) {
		List<Operation.TemplateParameter> parameters = List.of(
				new Operation.TemplateParameter("id", "integer", true, null, List.of()),
				new Operation.TemplateParameter("q", "string", false, null, List.of("a")));
		return ContractReader.read(
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
	void anOperationWithoutDescriptionHasItsTemplateOnly() {
		OperationContract contract = read("/{id}/{*q}", MissingNode.getInstance(), MissingNode.getInstance());
		assertThat(contract.parameters()).extracting(Parameter::place).containsExactly(Place.PATH, Place.PATH);
		assertThat(contract.responses()).isEmpty();
	}

}
