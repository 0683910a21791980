package io.selvage.gateway.expression.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.selvage.gateway.expression.golden.GoldenTable;
import io.selvage.gateway.expression.json.Formatting;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class XmlGoldenTests {

	private final GoldenTable table = GoldenTable.read("xml.tsv");

	private void check(String kind, Function<String, @Nullable String> compute) {
		assertThat(this.table.differences(List.of(kind), (line) -> compute.apply(GoldenTable.unescape(line[1]))))
			.isEmpty();
	}

	@Test
	void documentsAreReadAndWrittenAsLinqToXmlDoes() {
		check("e", (xml) -> XElement.parse(xml, false).toString());
		check("n", (xml) -> XElement.parse(xml, false).toString(false));
		check("p", (xml) -> XElement.parse(xml, true).toString());
		check("d", (xml) -> XDocument.parse(xml, false).toString());
		check("v", (xml) -> XElement.parse(xml, false).value());
	}

	@Test
	void partsOfADocumentKeepTheirNamesAndNamespaces() {
		check("ds",
				(xml) -> XDocument.parse(xml, false)
					.descendants(null)
					.stream()
					.map((element) -> element.toString(false))
					.collect(Collectors.joining("|")));
		check("nm",
				(xml) -> XDocument.parse(xml, false)
					.descendants(null)
					.stream()
					.map((element) -> element.name() + ":"
							+ element.attributes().stream().map(Object::toString).collect(Collectors.joining(",")))
					.collect(Collectors.joining("|")));
	}

	@Test
	void treesThatWereBuiltAreWrittenAsLinqToXmlDoes() {
		check("c", (number) -> built(Integer.parseInt(number)));
	}

	private static XName name(String text) {
		return XName.of(text);
	}

	private static XElement element(String name, Object... content) {
		return new XElement(name(name), Arrays.asList(content));
	}

	private static XElement parsed(String xml) {
		return XElement.parse(xml, false);
	}

	private static XElement child(XElement parent, String name) {
		return Objects.requireNonNull(parent.element(name(name)));
	}

	private static String built(int number) {
		XNamespace namespace = XNamespace.of("urn:n");
		return switch (number) {
			case 1 -> element("a", new XAttribute(name("x"), 1), "t", 1.5, true, null,
					element("b", DateTime.of(2020, 1, 2, DateTime.timeOfDay(3, 4, 5, 0), DateTimeKind.UTC)))
				.toString();
			case 2 -> element("{urn:n}a", element("{urn:n}b"), element("c")).toString();
			case 3 -> element("a", new XAttribute(namespace.name("q"), "v")).toString();
			case 4 -> element("{urn:n}a", new XAttribute(XNamespace.XMLNS.name("z"), "urn:n"),
					element("{urn:n}b", new XAttribute(namespace.name("q"), 1)))
				.toString();
			case 5 -> element("a", "") + new XElement(name("a"), null).toString() + element("a");
			case 6, 7 -> changed(number);
			case 8 -> new XDocument(new XDeclaration("1.0", "utf-8", "yes"),
					List.of(new XComment("c"), element("r", new XCData("<"))))
				.toString();
			case 9 -> {
				XElement shared = element("a", "x");
				yield element("b", shared, shared).toString(false);
			}
			case 10 -> element("a", IntStream.of(1, 2, 3).mapToObj((i) -> element("i", i)).toList()).toString();
			case 11 -> element("a b").toString();
			case 12, 13 -> {
				XElement element = parsed("<a><b>1</b></a>");
				element.removeNodes();
				if (number == 12) {
					element.value("z");
				}
				yield element.toString();
			}
			case 14 -> element("a", TimeSpan.fromMinutes(90), "|",
					new io.selvage.gateway.expression.time.DateTimeOffset(
							DateTime.of(2020, 1, 1, DateTimeKind.UNSPECIFIED), TimeSpan.fromHours(1)),
					"|", 1e20, "|", Double.POSITIVE_INFINITY, "|", new java.math.BigDecimal("1.50"), "|",
					new java.util.UUID(0, 0))
				.value();
			case 15 -> parsed("<s:a xmlns:s='urn:s'><s:b/></s:a>").elements(null).get(0).toString();
			case 16 -> new XDocument(null, element("r", element("q"))).save(true, "utf-16");
			case 17 -> new XAttribute(namespace.name("q"), "v").toString();
			default -> element("a", "\u0001").toString();
		};
	}

	private static String changed(int number) {
		XElement element = parsed("<a><b/><c/></a>");
		if (number == 6) {
			child(element, "b").addAfterSelf(element("x"));
			child(element, "c").addBeforeSelf("t");
			element.addFirst(element("f"));
		}
		else {
			child(element, "b").remove();
			element.setElementValue(name("c"), "v");
			element.setElementValue(name("n"), 1);
			element.setAttributeValue(name("q"), true);
		}
		return element.toString(false);
	}

	@Test
	void xmlBecomesJsonByJsonNetsRules() {
		check("j", (xml) -> new XmlToJson().convert(XDocument.parse(xml, false)).toString(Formatting.NONE));
		XDocument list = XDocument.parse("<r><i a='1'>x</i></r>", false);
		assertThat(new XmlToJson(true, "@", "#text").convert(list).toString(Formatting.NONE))
			.isEqualTo("{\"r\":{\"i\":[{\"@a\":\"1\",\"#text\":\"x\"}]}}");
	}

	@Test
	void jsonBecomesXmlByJsonNetsRules() {
		check("x", (json) -> new JsonToXml().convert(JToken.parse(json)).toString(false));
		check("xr", (json) -> new JsonToXml("Root", ":", null).convert(JToken.parse(json)).toString(false));
	}

	@Test
	void namesThatXmlDoesNotAllowAreEscaped() {
		assertThat(new JsonToXml().convert(JToken.parse("{\"r\":{\"a b\":1,\"1x\":2}}")).toString(false))
			.isEqualTo("<r><a_x0020_b>1</a_x0020_b><_x0031_x>2</_x0031_x></r>");
	}

	@Test
	void documentsWithADtdAreRefused() {
		for (String attack : List.of("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
				"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
				"<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]><a/>", "<a>&undeclared;</a>")) {
			assertThatExceptionOfType(ClrException.class).as(attack)
				.isThrownBy(() -> XDocument.parse(attack, false))
				.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.Xml.XmlException"));
		}
	}

	@Test
	void nestingBeyondTheLimitIsRefused() {
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> XDocument.parse("<a>".repeat(10_000), false))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.Xml.XmlException"));
	}

	@Test
	void aReaderStepsThroughADocumentAndHandsOutElements() {
		XmlCursor reader = XmlCursor.parse("<r>\n <a>1</a><b/><a>2</a></r>");
		StringBuilder found = new StringBuilder();
		reader.moveToContent();
		while (!reader.isAtEnd()) {
			if (reader.node() instanceof XElement element && !reader.isEndElement()
					&& element.name().localName().equals("a")) {
				found.append(((XElement) reader.readNode()).value());
			}
			else {
				reader.read();
			}
		}
		assertThat(found).hasToString("12");
	}

}
