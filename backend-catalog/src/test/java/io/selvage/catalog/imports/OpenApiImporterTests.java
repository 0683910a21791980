package io.selvage.catalog.imports;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenApiImporterTests {

	private static final String OPENAPI = """
			openapi: 3.0.3
			info: {title: Orders, version: '1', description: All orders}
			servers:
			  - url: http://plain.example
			  - url: https://{region}.example/v1
			    variables: {region: {default: eu}}
			paths:
			  /orders/{id}:
			    parameters:
			      - {$ref: '#/components/parameters/Id'}
			    get:
			      operationId: Get_Order!
			      summary: Read one
			      parameters:
			        - {name: expand, in: query, required: true, schema: {type: string, enum: [lines, all], default: lines}}
			        - {name: trace, in: query, schema: {type: boolean}}
			        - {name: X-Tenant, in: header, required: true, schema: {type: string}}
			        - {name: Authorization, in: header, schema: {type: string}}
			        - {name: session, in: cookie, schema: {type: string}}
			      requestBody: {content: {application/json: {schema: {type: object}}}}
			      responses:
			        '200':
			          description: The order
			          headers: {ETag: {schema: {type: string}}}
			          content:
			            application/json:
			              schema: {$ref: '#/components/schemas/Order'}
			              example: {id: 1}
			        default: {description: Trouble}
			    put:
			      requestBody:
			        description: The new order
			        content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}
			      responses: {'204': {description: Done}}
			components:
			  parameters:
			    Id: {name: id, in: path, required: true, description: Number, schema: {type: integer}}
			  schemas:
			    Order: {type: object, properties: {id: {type: integer}, parent: {$ref: '#/components/schemas/Order'}}}
			""";

	@Test
	void propertiesComeFromInfoAndTheFirstHttpsServer() {
		assertThat(read(OPENAPI).properties().toString()).isEqualTo(
				"{\"displayName\":\"Orders\",\"description\":\"All orders\",\"serviceUrl\":\"https://eu.example/v1\"}");
	}

	@Test
	void requiredQueryParametersBecomePartOfTheTemplate() {
		ImportedApi.Item operation = read(OPENAPI).operations().get(0);
		assertThat(operation.name()).isEqualTo("get-order");
		assertThat(operation.properties().path("displayName").asString()).isEqualTo("Read one");
		assertThat(operation.properties().path("urlTemplate").asString()).isEqualTo("/orders/{id}?expand={expand}");
		assertThat(operation.properties().path("templateParameters").toString())
			.isEqualTo("[{\"name\":\"id\",\"description\":\"Number\",\"type\":\"integer\",\"required\":true},"
					+ "{\"name\":\"expand\",\"type\":\"string\",\"required\":true,\"defaultValue\":\"lines\",\"values\":[\"lines\",\"all\"]}]");
	}

	@Test
	void requiredQueryParametersStayParametersIfAskedFor() {
		ImportedApi api = ApiImporter.read(JsonNodeFactory.instance.objectNode()
			.put("format", "openapi")
			.put("translateRequiredQueryParameters", "query"), OPENAPI, ImportOptions.DEFAULT);
		assertThat(api.operations().get(0).properties().path("urlTemplate").asString()).isEqualTo("/orders/{id}");
		assertThat(api.operations().get(0).properties().path("request").path("queryParameters")).hasSize(2);
	}

	@Test
	void messagesAreDescribedAndTheBodyOfGetIsDropped() {
		var get = read(OPENAPI).operations().get(0).properties();
		assertThat(get.path("request").toString()).isEqualTo(
				"{\"queryParameters\":[{\"name\":\"trace\",\"type\":\"boolean\"}],\"headers\":[{\"name\":\"X-Tenant\",\"type\":\"string\",\"required\":true}]}");
		assertThat(get.path("responses").toString()).isEqualTo(
				"[{\"statusCode\":200,\"description\":\"The order\",\"representations\":[{\"contentType\":\"application/json\","
						+ "\"schemaId\":\"openapi\",\"typeName\":\"Order\",\"examples\":{\"default\":{\"value\":{\"id\":1}}}}],"
						+ "\"headers\":[{\"name\":\"ETag\",\"type\":\"string\"}]}]");
		var put = read(OPENAPI).operations().get(1);
		assertThat(put.name()).isEqualTo("put-orders-id");
		assertThat(put.properties().path("request").path("description").asString()).isEqualTo("The new order");
		assertThat(put.properties().path("request").path("representations").get(0).path("typeName").asString())
			.isEqualTo("OrdersIdPutRequest");
	}

	@Test
	void schemasAreKeptWithTheirReferencesAndUnnamedOnesGetAName() {
		ImportedApi.Item schema = read(OPENAPI).schema();
		assertThat(schema.properties().path("contentType").asString())
			.isEqualTo("application/vnd.oai.openapi.components+json");
		assertThat(schema.properties().path("document").path("components").path("schemas").propertyNames())
			.containsExactlyInAnyOrder("Order", "OrdersIdPutRequest");
	}

	@ParameterizedTest
	@CsvSource({ "Get_Order!,get-order", "--A..b  C--,a-b-c", "GetÄpfel,getäpfel" })
	void namesAreNormalised(String operationId, String name) {
		assertThat(OperationNames.normalise(operationId)).isEqualTo(name);
	}

	@Test
	void namesAreCutAndMadeUnique() {
		OperationNames names = new OperationNames(java.util.Map.of());
		String first = names.name("a".repeat(90), "get", "/");
		assertThat(first).hasSize(76);
		assertThat(names.name("a".repeat(80), "get", "/")).isEqualTo(first + "-1");
		assertThat(names.name(null, "GET", "/foo/{bar}?buzz={quix}")).isEqualTo("get-foo-bar-buzz-quix");
	}

	@Test
	void operationsKeepTheNamesTheyHave() {
		ImportedApi api = OpenApiImporter.read(OPENAPI, ImportOptions.keeping(List.of("Get_Order", "other")));
		assertThat(api.operations().get(0).name()).isEqualTo("Get_Order");
	}

	@Test
	void swaggerDocumentIsImported() {
		ImportedApi api = read(
				"""
						{"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, "host": "pets.example", "basePath": "/v2/",
						 "schemes": ["http", "https"], "consumes": ["application/json"],
						 "definitions": {"Pet": {"type": "object"}},
						 "paths": {"/pet": {"post": {"operationId": "addPet",
						   "parameters": [{"in": "body", "name": "body", "schema": {"$ref": "#/definitions/Pet"}}],
						   "responses": {"405": {"description": "Bad"}}}}}}
						""");
		assertThat(api.properties().path("serviceUrl").asString()).isEqualTo("https://pets.example/v2");
		assertThat(api.operations().get(0).name()).isEqualTo("addpet");
		assertThat(api.operations().get(0).properties().path("request").toString()).isEqualTo(
				"{\"representations\":[{\"contentType\":\"application/json\",\"schemaId\":\"openapi\",\"typeName\":\"Pet\"}]}");
	}

	@Test
	void openApi31MayListTypesAndHaveNoPaths() {
		ImportedApi api = read("""
				openapi: 3.1.0
				info: {title: T, version: '1'}
				paths:
				  /a/{b}:
				    get:
				      parameters: [{name: b, in: path, required: true, schema: {type: [null, integer]}}]
				""".replace("[null,", "['null',"));
		assertThat(api.operations().get(0).properties().path("templateParameters").get(0).path("type").asString())
			.isEqualTo("integer");
		assertThat(read("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n").operations()).isEmpty();
	}

	@Test
	void twoBodyParametersAreRefusedWithTheirPlace() {
		assertThatThrownBy(() -> read(
				"""
						{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {"/{connectionId}/mcp": {"post": {"parameters": [
						 {"in": "path", "name": "connectionId", "required": true, "type": "string"},
						 {"in": "body", "name": "a", "schema": {}}, {"in": "query", "name": "q", "type": "string"},
						 {"in": "body", "name": "b", "schema": {}}], "responses": {}}}}}
						"""))
			.isInstanceOf(ImportException.class)
			.hasMessage("Parsing error(s): Operation can have only one body parameter. "
					+ "Path: paths['/{connectionId}/mcp'].post.parameters[3]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "other.yaml#/x | leaves the document",
			"#/components/none | refers to nothing", "#/components/parameters/Loop | refers to itself" })
	void referencesThatLeadNowhereAreRefused(String reference, String reason) {
		assertThatThrownBy(() -> read("""
				openapi: 3.0.1
				info: {title: T, version: '1'}
				paths: {/a: {get: {parameters: [{$ref: '%s'}], responses: {}}}}
				components: {parameters: {Loop: {$ref: '#/components/parameters/Loop'}}}
				""".formatted(reference))).isInstanceOf(ImportException.class).hasMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "asyncapi: 2.0.0 | must say", "openapi: 3.0.0 | object 'info'",
			"[1] | root must be an object", "'a: [' | Parsing error" })
	void otherDocumentsAreRefused(String text, String reason) {
		assertThatThrownBy(() -> read(text)).isInstanceOf(ImportException.class).hasMessageContaining(reason);
	}

	@Test
	void wsdlBecomesOnePostPerSoapAction() {
		ImportedApi api = ApiImporter.read(JsonNodeFactory.instance.objectNode().put("format", "wsdl"),
				"""
						<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t">
						  <binding name="B" type="t:P"><soap:binding />
						    <operation name="GetOrder"><soap:operation soapAction="http://t/GetOrder" /></operation>
						    <operation name="Ping"><soap:operation soapAction="" /></operation>
						  </binding>
						  <service name="Orders"><port name="Soap" binding="t:B"><soap:address location="https://t.example/s" /></port></service>
						</definitions>
						""",
				ImportOptions.DEFAULT);
		assertThat(api.properties().toString())
			.isEqualTo("{\"displayName\":\"Orders\",\"type\":\"soap\",\"serviceUrl\":\"https://t.example/s\"}");
		assertThat(api.operations())
			.extracting((item) -> item.name() + " " + item.properties().path("urlTemplate").asString())
			.containsExactly("getorder /?soapAction=http://t/GetOrder", "ping /?soapAction=Ping");
	}

	@Test
	void xmlDescriptionsCannotReachOutside() {
		assertThatThrownBy(() -> WsdlImporter.read(
				"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><definitions>&x;</definitions>", null, null,
				ImportOptions.DEFAULT))
			.isInstanceOf(ImportException.class)
			.hasMessageContaining("DOCTYPE");
	}

	private static ImportedApi read(String text) {
		return OpenApiImporter.read(text, ImportOptions.DEFAULT);
	}

}
