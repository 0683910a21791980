package io.selvage.catalog.imports;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class WadlImporterTests {

	private static final String DOCUMENT = """
			<application xmlns="http://wadl.dev.java.net/2009/02" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
			  <doc title="Orders"/>
			  <resources base="https://orders.example">
			    <resource path="orders/{id}">
			      <param name="id" style="template" type="xsd:int"><doc>Number</doc></param>
			      <resource path="lines">
			        <method name="get" id="Read_Lines">
			          <doc title="Read lines">All of them</doc>
			          <request>
			            <param name="page" style="query" type="xsd:integer" required="true" default="1"/>
			            <param name="sort" style="query"><option value="up"/><option value="down"/></param>
			            <param name="X-Tenant" style="header" required="true"/>
			          </request>
			          <response status="200 206"><representation mediaType="application/json"/></response>
			        </method>
			      </resource>
			      <method name="DELETE"/>
			    </resource>
			  </resources>
			</application>""";

	@Test
	void aMethodIsReadWithItsWordsParametersAndAnswers() {
		ImportedApi.Item lines = operation(1, "template");
		assertThat(lines.name()).isEqualTo("read-lines");
		assertThat(lines.properties().toString()).isEqualTo("{\"displayName\":\"Read lines\",\"method\":\"GET\","
				+ "\"urlTemplate\":\"/orders/{id}/lines?page={page}\",\"description\":\"All of them\",\"templateParameters\":["
				+ "{\"name\":\"id\",\"description\":\"Number\",\"type\":\"integer\",\"required\":true},"
				+ "{\"name\":\"page\",\"type\":\"integer\",\"required\":true,\"defaultValue\":\"1\"}],"
				+ "\"request\":{\"queryParameters\":[{\"name\":\"sort\",\"type\":\"string\",\"values\":[\"up\",\"down\"]}],"
				+ "\"headers\":[{\"name\":\"X-Tenant\",\"type\":\"string\",\"required\":true}]},"
				+ "\"responses\":[{\"statusCode\":200,\"representations\":[{\"contentType\":\"application/json\"}]},"
				+ "{\"statusCode\":206,\"representations\":[{\"contentType\":\"application/json\"}]}]}");
	}

	@Test
	void aMethodWithoutAnythingIsNamedAfterItsPath() {
		ImportedApi.Item delete = operation(0, "template");
		assertThat(delete.name()).isEqualTo("delete-orders-id");
		assertThat(delete.properties().path("displayName").asString()).isEqualTo("DELETE /orders/{id}");
		assertThat(delete.properties().has("request")).isFalse();
	}

	@Test
	void requiredQueryParametersStayParametersIfAskedFor() {
		ImportedApi.Item lines = operation(1, "query");
		assertThat(lines.properties().path("urlTemplate").asString()).isEqualTo("/orders/{id}/lines");
		assertThat(lines.properties().at("/request/queryParameters")).hasSize(2);
	}

	private static ImportedApi.Item operation(int index, String required) {
		return ApiImporter
			.read(JsonNodeFactory.instance.objectNode()
				.put("format", "wadl-xml")
				.put("translateRequiredQueryParameters", required), DOCUMENT, ImportOptions.DEFAULT)
			.operations()
			.get(index);
	}

}
