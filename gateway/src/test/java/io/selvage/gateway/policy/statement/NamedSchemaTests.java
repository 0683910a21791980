package io.selvage.gateway.policy.statement;

import java.util.function.Consumer;

import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.TestEnvironment;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Bodies compared with the schemas {@code schema-id} names.
 */
class NamedSchemaTests {

	private static final String ORDER = """
			{"$id":"https://example.com/order.json","$schema":"http://json-schema.org/draft-07/schema#","type":"object",
			 "required":["id"],"properties":{"id":{"$ref":"#/definitions/number"},"next":{"$ref":"#"},
			 "to":{"$ref":"/schemas/address"},"code":{"$ref":"address#code"},
			 "again":{"$ref":"https://example.com/order.json#/definitions/a~1b%25"}},
			 "definitions":{"number":{"type":"integer"},"a/b%":{"const":1}},
			 "components":{"schemas":{"name":{"type":"object","properties":{"n":{"type":"string","maxLength":3}}}}}}""";

	private static final String ADDRESS = """
			{"type":"object","properties":{"zip":{"$ref":"#/$defs/zip"}},
			"$defs":{"zip":{"$anchor":"code","type":"string","pattern":"^[0-9]+$"}}}""";

	private static final String XSD = """
			<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:c="urn:c" targetNamespace="urn:t"
			 elementFormDefault="qualified"><xs:import namespace="urn:c" schemaLocation="/schemas/common"/>
			 <xs:element name="order"><xs:complexType><xs:sequence><xs:element name="n" type="xs:int"/>
			 <xs:element name="code" type="c:code" minOccurs="0"/></xs:sequence><xs:attribute name="day" type="xs:date"/>
			 </xs:complexType></xs:element></xs:schema>""";

	private static final String COMMON = """
			<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:c"><xs:simpleType name="code">
			<xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType></xs:schema>""";

	private static StoredSchema json(String id, String text) {
		return new StoredSchema.Json(id, JsonMapper.shared().readTree(text));
	}

	private static void schemas(TestEnvironment environment) {
		environment.schema(json("order", ORDER))
			.schema(json("address", ADDRESS))
			.schema(new StoredSchema.Json("empty", MissingNode.getInstance()))
			.schema(new StoredSchema.Xml("xsd", XSD))
			.schema(new StoredSchema.Xml("common", COMMON));
	}

	private static PolicyFixture fixture(String as, String attributes, String body, Consumer<TestEnvironment> schemas) {
		PolicyFixture fixture = PolicyFixture.request("POST", "https://gw.example/api/x", body)
			.header("Content-Type", "application/x");
		schemas.accept(fixture.environment());
		return fixture.inbound("<validate-content unspecified-content-type-action=\"prevent\" max-size=\"10000\" "
				+ "size-exceeded-action=\"prevent\">\n<content type=\"application/x\" validate-as=\"" + as
				+ "\" action=\"prevent\" " + attributes + " /></validate-content>");
	}

	private static DryOutcome run(String as, String attributes, String body) {
		return fixture(as, attributes, body, NamedSchemaTests::schemas).run();
	}

	private static @Nullable String message(DryOutcome outcome) {
		return (outcome.context().lastError() != null) ? outcome.context().lastError().message() : null;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"id\":1}|", "{}|'order'", "{\"id\":\"x\"}|'/id'",
					"{\"id\":1,\"next\":{\"id\":\"x\"}}|'/next/id'", "{\"id\":1,\"to\":{\"zip\":\"12\"}}|",
					"{\"id\":1,\"to\":{\"zip\":\"x\"}}|'/to/zip'", "{\"id\":1,\"code\":\"x\"}|'/code'",
					"{\"id\":1,\"again\":1}|", "{\"id\":1,\"again\":2}|'/again'" })
	void jsonIsComparedWithTheWholeDocumentAndWhatItRefersTo(String body, @Nullable String place) {
		String message = message(run("json", "schema-id=\"order\"", body));
		if (place == null) {
			assertThat(message).isNull();
		}
		else {
			assertThat(message).contains(place);
		}
	}

	@Test
	void aReferenceChoosesAPartOfTheDocument() {
		String part = "schema-id=\"order\" schema-ref=\"#/components/schemas/name\"";
		assertThat(message(run("json", part, "{\"n\":\"abc\"}"))).isNull();
		assertThat(message(run("json", part, "{\"n\":\"hushed\"}")))
			.contains("'/n'", "'order#/components/schemas/name'")
			.doesNotContain("hushed");
		assertThat(message(run("json", part + " allow-additional-properties=\"false\"", "{\"m\":1}"))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"<order xmlns='urn:t' day='2026-01-31'><n>1</n><code>abc</code></order>|",
			"<x:order xmlns:x='urn:t'><!-- --> <x:n> 7 </x:n></x:order>|",
			"<order xmlns='urn:t'><n>hushed</n></order>|element 'n'",
			"<order xmlns='urn:t'><n>1</n><code>hushed</code></order>|element 'code'",
			"<order xmlns='urn:t' day='hushed'><n>1</n></order>|element 'order'",
			"<order xmlns='urn:t'><m>hushed</m></order>|element 'm'", "<order><n>1</n></order>|'order'",
			"<order xmlns='urn:t'/>|'order'",
			"<order xmlns='urn:t' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:t http://127.0.0.1:1/x'><m/></order>|'m'" })
	void xmlIsComparedWithAnXmlSchemaAndWhatItImports(String body, @Nullable String place) {
		String message = message(run("xml", "schema-id=\"xsd\"", body));
		if (place == null) {
			assertThat(message).isNull();
		}
		else {
			assertThat(message).contains(place, "at line 1, column").doesNotContain("hushed");
		}
	}

	@Test
	void ofAnEnvelopeTheContentIsCompared() {
		String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:t\">"
				+ "<s:Header><other/></s:Header><s:Body><t:order><t:n>%s</t:n></t:order></s:Body></s:Envelope>";
		assertThat(message(run("soap", "schema-id=\"xsd\"", envelope.formatted("1")))).isNull();
		assertThat(message(run("soap", "schema-id=\"xsd\"", envelope.formatted("hushed")))).contains("element 'n'")
			.doesNotContain("hushed");
	}

	@Test
	void aDocumentTypeInABodyIsRefusedBeforeAnythingIsCompared() {
		String body = "<!DOCTYPE order [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
				+ "<order xmlns=\"urn:t\"><n>&e;</n></order>";
		assertThat(message(run("xml", "schema-id=\"xsd\"", body))).contains("document type");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "json|schema-id=\"none\"|Schema with id 'none' could not be found.",
					"json|schema-id=\"xsd\"|has the type 'xml'", "json|schema-id=\"empty\"|has no document",
					"soap|schema-id=\"order\"|has the type 'json'",
					"json|schema-id=\"order\" schema-ref=\"#/none\"|no object at '#/none'",
					"json|schema-id=\"order\" schema-ref=\"/schemas/address\"|no object at",
					"xml|schema-id=\"xsd\" schema-ref=\"#/x\"|needs validate-as",
					"json|schema-ref=\"#/x\"|needs 'schema-id'" })
	void aSchemaThatCantBeUsedRefusesThePolicyWithItsPlace(String as, String attributes, String reason) {
		assertThatThrownBy(() -> fixture(as, attributes, "x", NamedSchemaTests::schemas).plan())
			.hasMessageContaining(reason)
			.hasMessageContaining("on line 2, column");
	}

	@Test
	void anImportNeedNotSayWhereItsSchemaIs() {
		String schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:x='urn:x'>"
				+ "<xs:import namespace='urn:x'/><xs:element name='a' type='%s'/></xs:schema>";
		Consumer<TestEnvironment> unused = (in) -> in.schema(new StoredSchema.Xml("x", schema.formatted("xs:int")));
		assertThat(message(fixture("xml", "schema-id=\"x\"", "<a>1</a>", unused).run())).isNull();
		assertThat(message(fixture("xml", "schema-id=\"x\"", "<a>b</a>", unused).run())).contains("element 'a'");
		assertThatThrownBy(() -> fixture("xml", "schema-id=\"x\"", "<a/>",
				(in) -> in.schema(new StoredSchema.Xml("x", schema.formatted("x:t"))))
			.plan()).hasMessageContaining("can't be compiled").hasMessageContaining("x:t");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include/></xs:schema>|can't be compiled",
			"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='http://127.0.0.1:1/x'/></xs:schema>|'http://127.0.0.1:1/x'",
			"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import namespace='urn:x' schemaLocation='file:///etc/hostname'/></xs:schema>|'file:///etc/hostname'",
			"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='/schemas/none'/></xs:schema>|'/schemas/none'",
			"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='b'/></xs:schema>|can't be compiled" })
	void anXmlSchemaReachesNothingOutsideOfTheCatalog(String text, String reason) {
		assertThatThrownBy(() -> fixture("xml", "schema-id=\"x\"", "<a/>",
				(environment) -> environment.schema(new StoredSchema.Xml("x", text)))
			.plan()).hasMessageContaining(reason).hasMessageContaining("on line 2, column");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "http://127.0.0.1:1/x.json", "file:///etc/hostname", "/schemas/none", "#/none" })
	void aJsonSchemaReachesNothingOutsideOfTheCatalog(String reference) {
		assertThatThrownBy(() -> fixture("json", "schema-id=\"x\"", "{}",
				(environment) -> environment
					.schema(json("x", "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}")))
			.plan()).hasMessageContaining("'" + reference + "'").hasMessageContaining("on line 2, column");
	}

}
