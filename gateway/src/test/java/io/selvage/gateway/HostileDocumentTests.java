package io.selvage.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.naming.NamingJson;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.xml.XElement;
import io.selvage.gateway.policy.document.PolicyDocument;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Documents made to cost much or to reach out: every reader of XML and JSON refuses them,
 * opens no file and makes no connection. Containers of certificates have a test of their
 * own beside their reader.
 */
class HostileDocumentTests {

	private final PolicyReader policies = new PolicyReader();

	@TestFactory
	Stream<DynamicTest> refuseXmlThatGrowsOrReachesOut(@TempDir Path folder) throws IOException {
		Path canary = Files.writeString(folder.resolve("canary.txt"), "canary-of-the-test");
		ServerSocket listener = new ServerSocket(0);
		Map<String, String> documents = xml(canary.toUri().toString(),
				"http://127.0.0.1:" + listener.getLocalPort() + "/x");
		Stream<DynamicTest> refusals = documents.entrySet()
			.stream()
			.map((document) -> DynamicTest.dynamicTest(document.getKey(), () -> refusesXml(document.getValue())));
		return Stream.concat(refusals,
				Stream.of(DynamicTest.dynamicTest("no connection was made", () -> hearsNothing(listener))));
	}

	private void refusesXml(String text) {
		for (PolicyFormat format : PolicyFormat.values()) {
			PolicyDocument document = this.policies.read(new PolicyReader.Input("hostile", text, format, false),
					(name) -> null);
			assertThat(document.problems()).as("as %s", format).anyMatch(PolicyProblem::isError);
			assertThat(document.problems().toString()).doesNotContain("canary-of-the-test");
		}
		assertThatThrownBy(() -> XElement.parse(text, false)).isInstanceOf(ClrException.class)
			.hasMessageNotContaining("canary-of-the-test");
	}

	private static void hearsNothing(ServerSocket listener) throws IOException {
		try (listener) {
			listener.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
		}
	}

	private static Map<String, String> xml(String file, String url) {
		Map<String, String> documents = new LinkedHashMap<>();
		StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
		for (int i = 1; i < 10; i++) {
			laughs.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
		}
		documents.put("entities of entities", laughs + "]><a>&l9;</a>");
		documents.put("one long entity, often",
				"<!DOCTYPE a [<!ENTITY x \"" + "y".repeat(50_000) + "\">]><a>" + "&x;".repeat(1_000) + "</a>");
		documents.put("an entity of itself", "<!DOCTYPE a [<!ENTITY x \"&x;\">]><a>&x;</a>");
		documents.put("a file as an entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + file + "\">]><a>&x;</a>");
		documents.put("an address as an entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + url + "\">]><a>&x;</a>");
		documents.put("a public entity", "<!DOCTYPE a [<!ENTITY x PUBLIC \"-//x\" \"" + url + "\">]><a>&x;</a>");
		documents.put("an outer definition from a file", "<!DOCTYPE a SYSTEM \"" + file + "\"><a/>");
		documents.put("an outer definition from an address", "<!DOCTYPE a SYSTEM \"" + url + "\"><a/>");
		documents.put("a public definition", "<!DOCTYPE a PUBLIC \"-//x\" \"" + url + "\"><a/>");
		documents.put("parameter entities", "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + url + "\"> %x; %send;]><a/>");
		documents.put("a parameter entity that sends a file", "<!DOCTYPE a [<!ENTITY % f SYSTEM \"" + file
				+ "\"><!ENTITY % e \"<!ENTITY s SYSTEM '" + url + "?%f;'>\">%e;]><a>&s;</a>");
		documents.put("a definition without entities", "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>");
		documents.put("an attribute with a default", "<!DOCTYPE a [<!ATTLIST a b CDATA \"c\">]><a/>");
		documents.put("a notation", "<!DOCTYPE a [<!NOTATION n SYSTEM \"" + url + "\">]><a/>");
		documents.put("an unparsed entity",
				"<!DOCTYPE a [<!NOTATION n SYSTEM \"n\"><!ENTITY x SYSTEM \"" + file + "\" NDATA n>]><a/>");
		documents.put("an unknown entity", "<!DOCTYPE a []><a>&unknown;</a>");
		documents.put("200,000 elements in each other", "<a>".repeat(200_000));
		documents.put("200,000 elements in each other, closed", "<a>".repeat(200_000) + "</a>".repeat(200_000));
		documents.put("an element that never ends", "<a " + "b='c' ".repeat(50_000));
		documents.put("an attribute twice", "<a b='1' b='2'/>");
		documents.put("a comment that never ends", "<a><!--" + "-".repeat(100_000));
		documents.put("a section that never ends", "<a><![CDATA[" + "]".repeat(100_000));
		documents.put("a character that is none", "<a>&#x0;</a>" + "<");
		documents.put("nothing but brackets", "<".repeat(100_000));
		return documents;
	}

	@TestFactory
	Stream<DynamicTest> refuseJsonThatGrows() {
		Map<String, String> documents = new LinkedHashMap<>();
		documents.put("100,000 arrays in each other", "[".repeat(100_000) + "]".repeat(100_000));
		documents.put("100,000 objects in each other", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
		documents.put("arrays and objects in each other", "[{\"a\":".repeat(50_000));
		documents.put("arrays that never close", "[".repeat(100_000));
		documents.put("an object that never closes", "{\"a\":1,".repeat(10_000));
		documents.put("a text that never ends", "{\"a\":\"" + "x".repeat(100_000));
		documents.put("an escape that is none", "{\"a\":\"\\q\\u12\"}");
		documents.put("half an escape", "{\"a\":\"\\u");
		documents.put("a number of signs", "{\"a\":" + "-".repeat(10_000) + "1}");
		documents.put("an exponent without end", "{\"a\":1e" + "9".repeat(10_000) + "x}");
		documents.put("values without commas", "[" + "1 ".repeat(10_000) + "]");
		documents.put("commas without values", "[" + ",".repeat(10_000) + "1]x");
		documents.put("two documents", "{\"a\":1}{\"b\":2}");
		documents.put("closing brackets", "]".repeat(10_000));
		documents.put("a name without a value", "{\"a\"}");
		documents.put("nothing but a quote", "\"");
		return documents.entrySet()
			.stream()
			.map((document) -> DynamicTest.dynamicTest(document.getKey(), () -> refusesJson(document.getValue())));
	}

	private static void refusesJson(String text) {
		assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> ContractJson.parse(text));
		assertThatThrownBy(() -> NamingJson.partitions(text.getBytes(StandardCharsets.UTF_8)))
			.isInstanceOf(FabricException.class);
		assertThatThrownBy(() -> JToken.parse(text)).isInstanceOf(ClrException.class);
	}

	@TestFactory
	Stream<DynamicTest> refuseWhatIsLongerThanAnyDocument() {
		return List.of("x", "<a/>", "{\"a\":1}", "[1,")
			.stream()
			.map((part) -> DynamicTest.dynamicTest(part, () -> assertThatExceptionOfType(DocumentException.class)
				.isThrownBy(() -> ContractJson.parse(part.repeat(ContractJson.MAX_DOCUMENT / part.length() + 1)))));
	}

}
