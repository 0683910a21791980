package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code json-to-xml} and {@code xml-to-json} make of bodies, and when.
 */
class BodyConversionTests {

	private static GatewayResponse convert(String statement, String accept, String type, String body) {
		PolicyFixture fixture = PolicyFixture.get("http://gw.example/api/7")
			.header("Accept", accept)
			.response(200, body);
		fixture.context().response().headers().set("Content-Type", type);
		return fixture.section("outbound", statement.replace('\'', '"')).run(Section.OUTBOUND).context().response();
	}

	private static String text(GatewayResponse response) {
		return PolicyFixture.text(response.body());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"|{\"root\":{\"item\":[1,2],\"enabled\":true,\"missing\":null,\"empty\":\"\"}}|<root><item>1</item><item>2</item><enabled>true</enabled><missing /><empty></empty></root>",
			"|{\"root\":{\"single\":[\"one\"],\"empty\":[],\"object\":{}}}|<root><single>one</single><object /></root>",
			"|{\"root\":[{\"child\":\"one\"}]}|<root><child>one</child></root>",
			"|{\"root\":\"a & b < c\"}|<root>a &amp; b &lt; c</root>",
			"|{\"root\":{\"date\":\"2024-01-02T03:04:05.1200Z\"}}|<root><date>2024-01-02T03:04:05.12Z</date></root>",
			"parse-date='false'|{\"root\":{\"date\":\"2024-01-02T03:04:05.1200Z\"}}|<root><date>2024-01-02T03:04:05.1200Z</date></root>",
			"|{\"root\":{\"@id\":\"7\",\"data\":{\"#cdata-section\":\"a < b\"}}}|<root id=\"7\"><data><![CDATA[a < b]]></data></root>",
			"|{\"?xml\":{\"@version\":\"1.0\",\"@encoding\":\"utf-8\"},\"root\":{\"child\":\"value\"}}|<?xml version=\"1.0\" encoding=\"utf-8\"?><root><child>value</child></root>",
			"namespace-prefix='xmlns'|{\"n_root\":{\"xmlns_n\":\"urn:sample\",\"n_item\":\"value\",\"first_name\":\"Ada\"}}|<n:root xmlns:n=\"urn:sample\"><n:item>value</n:item><first_name>Ada</first_name></n:root>",
			"namespace-separator=':' namespace-prefix='xmlns' attribute-block-name='#attrs'|{\"soap:Envelope\":{\"soap:Body\":{\"v1:Query\":{\"#attrs\":{\"name\":\"test\"},\"v1:Item\":{\"name\":\"dummy\"}}},\"xmlns:soap\":\"urn:soap\",\"xmlns:v1\":\"urn:query\"}}|<soap:Envelope xmlns:soap=\"urn:soap\" xmlns:v1=\"urn:query\"><soap:Body><v1:Query name=\"test\"><v1:Item><name>dummy</name></v1:Item></v1:Query></soap:Body></soap:Envelope>" })
	void jsonBecomesXmlByTheRulesOfJsonNet(String attributes, String json, String xml) {
		GatewayResponse response = convert("<json-to-xml apply='always' consider-accept-header='false' "
				+ ((attributes != null) ? attributes : "") + " />", "*/*", "application/json", json);
		assertThat(text(response)).isEqualTo(xml);
		assertThat(response.headers().first("Content-Type")).isEqualTo("application/xml");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"direct|<root><item>one</item><item>two</item><single><value>42</value></single><empty /></root>|{\"root\":{\"item\":[\"one\",\"two\"],\"single\":{\"value\":\"42\"},\"empty\":null}}",
			"direct|<n:root xmlns:n=\"urn:s\" id=\"7\"><n:item code=\"A\">hello</n:item><paired></paired></n:root>|{\"n:root\":{\"@xmlns:n\":\"urn:s\",\"@id\":\"7\",\"n:item\":{\"@code\":\"A\",\"#text\":\"hello\"},\"paired\":\"\"}}",
			"direct|<root>before<child>a</child>after</root>|{\"root\":{\"#text\":[\"before\",\"after\"],\"child\":\"a\"}}",
			"javascript-friendly|<?xml version=\"1.0\"?><n:root xmlns:n=\"urn:s\" id=\"7\"><n:item code=\"A\">hello</n:item><empty /><data><![CDATA[a < b]]></data></n:root>|{\"n_root\":{\"id\":\"7\",\"n_item\":{\"code\":\"A\",\"$text\":\"hello\"},\"empty\":null,\"data\":{\"$cdata\":\"a < b\"}}}" })
	void xmlBecomesJson(String kind, String xml, String json) {
		GatewayResponse response = convert(
				"<xml-to-json kind='" + kind + "' apply='always' consider-accept-header='false' />", "*/*", "text/xml",
				xml);
		assertThat(text(response)).isEqualTo(json);
		assertThat(response.headers().first("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void everyChildElementMayBecomeAnArrayButNotTheRoot() {
		assertThat(text(convert(
				"<xml-to-json kind='direct' apply='always' consider-accept-header='false' always-array-child-elements='true' />",
				"*/*", "text/xml", "<root><item>one</item><group><child>two</child><empty /></group></root>")))
			.isEqualTo("{\"root\":{\"item\":[\"one\"],\"group\":[{\"child\":[\"two\"],\"empty\":[null]}]}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/xml|true", "text/xml; charset=utf-8|true", "IMAGE/SVG+XML; CHARSET=UTF-8|true",
					"application/json|false", "application/xmlish|false", "text/plain; profile=xml|false" })
	void theMediaTypeDecidesIfItShould(String type, boolean converted) {
		String statement = "<xml-to-json kind='direct' apply='content-type-xml' consider-accept-header='false' />";
		assertThat(text(convert(statement, "*/*", type, "<a>b</a>")))
			.isEqualTo(converted ? "{\"a\":\"b\"}" : "<a>b</a>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/xml|false", "*/*|false", "application/json|true", "text/json; q=0.5|true",
					"APPLICATION/PROBLEM+JSON; Q=0.2|true", "text/plain, application/json; q=0.1|true",
					"application/json; q=0|false", "application/json; q=0.000, */*; q=1|false" })
	void clientsThatDoNotAskForTheFormatGetTheOther(String accept, boolean converted) {
		assertThat(text(convert("<xml-to-json kind='direct' apply='always' />", accept, "text/xml", "<a>b</a>")))
			.isEqualTo(converted ? "{\"a\":\"b\"}" : "<a>b</a>");
	}

}
