package io.selvage.gateway.policy.document;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class PolicyReaderTests {

	private static PolicyDocument read(String text, PolicyFormat format, boolean lenient, Map<String, String> names) {
		return new PolicyReader().read(new PolicyReader.Input("doc", text, format, lenient),
				(name) -> names.containsKey(name)
						? new NamedValueLookup.Found(names.get(name), name.startsWith("secret")) : null);
	}

	private static PolicyDocument raw(String text) {
		return read(text, PolicyFormat.RAWXML, false, Map.of());
	}

	private static PolicyElement root(PolicyDocument document) {
		PolicyElement root = document.root();
		assertThat(document.problems()).isEmpty();
		assertThat(root).isNotNull();
		return root;
	}

	private static PolicyValue value(PolicyElement element, String attribute) {
		PolicyAttribute found = element.attribute(attribute);
		assertThat(found).as(attribute).isNotNull();
		return found.value();
	}

	private static PolicyProblem only(PolicyDocument document) {
		assertThat(document.problems()).hasSize(1);
		return document.problems().get(0);
	}

	@Test
	void anExpressionKeepsItsQuotesAndAngleBracketsInRawXml() {
		PolicyElement element = root(raw("<when condition=\"@(a < b && f(\"x\") > 1)\" id=\"n\" />"));
		assertThat(value(element, "condition").isExpression()).isTrue();
		assertThat(value(element, "condition").text()).isEqualTo("@(a < b && f(\"x\") > 1)");
		assertThat(value(element, "id").text()).isEqualTo("n");
	}

	@Test
	void bracketsThatBalanceOverTwoAttributesAreNotOneExpression() {
		PolicyElement element = root(raw("<a x=\"@(f(\"x\"))\" y=\"@(g(\")\"))\" />"));
		assertThat(value(element, "x").text()).isEqualTo("@(f(\"x\"))");
		assertThat(value(element, "y").text()).isEqualTo("@(g(\")\"))");
	}

	@Test
	void aMissingBracketIsNamedWithTheExpressionsPlaceAndTheNextAttributeSurvivesRepair() {
		String text = "<policies>\n  <set-backend-service backend-id=\"b\" "
				+ "sf-partition-key=\"@(context.Request.Url.Query.GetValueOrDefault(\"userId\",\"\")\" "
				+ "sf-replica-type=\"primary\" />\n</policies>";
		PolicyProblem strict = only(raw(text));
		assertThat(strict.isError()).isTrue();
		assertThat(strict.element()).isEqualTo("set-backend-service");
		assertThat(strict.position()).isEqualTo(new TextPosition(2, 57));
		assertThat(strict.message()).contains("')' is missing at line 2, column 115");
		PolicyDocument repaired = read(text, PolicyFormat.RAWXML, true, Map.of());
		assertThat(only(repaired).isError()).isFalse();
		PolicyElement element = repaired.root().elements().get(0);
		assertThat(value(element, "sf-partition-key").text()).endsWith("(\"userId\",\"\"))");
		assertThat(value(element, "sf-replica-type").text()).isEqualTo("primary");
	}

	@Test
	void strayMarkupCharactersAreTextInRawXmlAndErrorsInXml() {
		String text = "<m>a < b & c &amp; d</m>";
		PolicyValue value = root(raw(text)).text();
		assertThat(value).isNotNull();
		assertThat(value.text()).isEqualTo("a < b & c & d");
		assertThat(only(read(text, PolicyFormat.XML, false, Map.of())).message())
			.contains("'<' is an unexpected token");
	}

	@Test
	void xmlTakesEntityEncodedExpressionsAndRefusesRawQuotesAsTheAzureServiceDoes() {
		PolicyElement element = root(
				read("<w c=\"@(a == &quot;x&quot; &amp;&amp; b &lt; 1)\" />", PolicyFormat.XML, false, Map.of()));
		assertThat(value(element, "c").text()).isEqualTo("@(a == \"x\" && b < 1)");
		PolicyProblem problem = only(read("<w>\n<v c=\"@(\"x\")\" /></w>", PolicyFormat.XML, false, Map.of()));
		assertThat(problem.element()).isEqualTo("v");
		assertThat(problem.position().line()).isEqualTo(2);
	}

	@Test
	void entitiesInARawExpressionAreDecodedOnlyIfItDoesNotParseOtherwise() {
		assertThat(value(root(raw("<w c=\"@(a &lt;= 1)\" />")), "c").text()).isEqualTo("@(a <= 1)");
		assertThat(value(root(raw("<w c=\"@(\"&lt;\")\" />")), "c").text()).isEqualTo("@(\"&lt;\")");
	}

	@Test
	void anyFormatTakesWellFormedXmlAndFallsBackToRaw() {
		assertThat(value(root(read("<w c=\"@(&quot;a&quot;)\"/>", PolicyFormat.ANY, false, Map.of())), "c").text())
			.isEqualTo("@(\"a\")");
		assertThat(value(root(read("<w c=\"@(\"a\")\"/>", PolicyFormat.ANY, false, Map.of())), "c").text())
			.isEqualTo("@(\"a\")");
	}

	@Test
	void namedValuesArePutInBeforeExpressionsAreLookedForAndPositionsStayTheAuthors() {
		PolicyElement element = root(read("<w a=\"{{ e }}\" b=\"{{n}}x\"/>", PolicyFormat.RAWXML, false,
				Map.of("e", "@(f(\"q\"))", "n", "long-value-")));
		assertThat(value(element, "a").isExpression()).isTrue();
		assertThat(value(element, "a").text()).isEqualTo("@(f(\"q\"))");
		assertThat(value(element, "b").text()).isEqualTo("long-value-x");
		assertThat(value(element, "b").positionOf(11)).isEqualTo(new TextPosition(1, 24));
	}

	@Test
	void aNamedValueIsNeverMarkup() {
		PolicyElement element = root(read("<w p=\"{{secret}}\"><v>{{secret}}</v></w>", PolicyFormat.XML, false,
				Map.of("secret", "a\"<b>&\"/>")));
		assertThat(value(element, "p").text()).isEqualTo("a\"<b>&\"/>");
		PolicyValue text = element.elements().get(0).text();
		assertThat(text).isNotNull();
		assertThat(text.text()).isEqualTo("a\"<b>&\"/>");
		assertThat(text.display()).isEqualTo("{{secret}}");
	}

	@Test
	void doubleBracesThatNameNothingStayAndAreReportedWithTheirPlace() {
		PolicyValue value = value(root(raw("<w c=\"@($\"{{x}} {{ 1 }} {y}\")\" d=\"{{nope}}\"/>")), "d");
		assertThat(value.unknownNames()).containsExactly(new NamedValueReference("nope", new TextPosition(1, 35)));
	}

	@Test
	void aCharacterDataSectionIsAnExpressionOnlyIfAllOfItIsOne() {
		PolicyValue expression = root(raw("<set-body><![CDATA[ @(1 + 1) ]]></set-body>")).text();
		PolicyValue literal = root(raw("<set-body><![CDATA[@(1 + ]]></set-body>")).text();
		assertThat(expression.isExpression()).isTrue();
		assertThat(expression.text()).isEqualTo("@(1 + 1)");
		assertThat(literal.isExpression()).isFalse();
	}

	@Test
	void textBesideAnExpressionMakesTheWholeATextWithAWarning() {
		PolicyDocument document = raw("<m>@(1) of @(2)</m>");
		assertThat(only(document).isError()).isFalse();
		assertThat(document.root().text().text()).isEqualTo("@(1) of @(2)");
	}

	@Test
	void aLineBreakInAnExpressionsStringIsAnErrorAtItsPlace() {
		PolicyProblem problem = only(raw("<w>\n  <v c=\"@(\"a\nb\")\" /></w>"));
		assertThat(problem.text()).startsWith("Error in element 'v' on line 2, column 9: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "<a", "<a>", "<a></b>", "<a/><b/>", "<a b/>", "<a b=c/>",
			"<a b=\"1\" b=\"2\"/>", "<a b=\"1\"c=\"2\"/>", "<a><![CDATA[</a>", "<a><!-- </a>", "text<a/>", "<a/>text",
			"</a>", "<a b=\"/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a>\u0001</a>", "<1/>" })
	void whatIsNoDocumentIsRefusedWithAPlace(String text) {
		for (PolicyFormat format : PolicyFormat.values()) {
			PolicyDocument document = read(text, format, true, Map.of());
			assertThat(document.problems()).as("%s as %s", text, format).anyMatch(PolicyProblem::isError);
		}
	}

	@Test
	void documentsBeyondTheLimitsAreRefusedAtOnce() {
		String deep = "<a>".repeat(200_000);
		String wide = "<r>" + "<a/>".repeat(3_000) + "</r>";
		StringBuilder many = new StringBuilder("<r ");
		for (int i = 0; i < 300; i++) {
			many.append("a").append(i).append("=\"\" ");
		}
		String longOne = "<r>" + "x".repeat(300_000) + "</r>";
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			for (String text : List.of(deep, "<a>".repeat(80), wide, many + "/>", longOne)) {
				assertThat(raw(text).problems()).anyMatch(PolicyProblem::isError);
			}
		});
		assertThat(only(raw("<a>".repeat(80))).message()).contains("deeper than 64 levels");
		assertThat(only(raw(wide)).message()).contains("more than 2000 elements");
		assertThat(only(raw(many + "/>")).message()).contains("more than 200 attributes");
	}

	@Test
	void namedValuesCannotBlowADocumentUp() {
		String text = "<r>" + "{{v}}".repeat(40_000) + "</r>";
		PolicyProblem problem = only(read(text, PolicyFormat.RAWXML, false, Map.of("v", "x".repeat(4_000))));
		assertThat(problem.message()).contains("With its named values the document is longer");
	}

	@Test
	void noTextMakesTheReaderThrowOrHang() {
		String[] pieces = { "<a ", "b=\"", "@(", "@{", "\"", "'", "/>", ">", "</a>", "<a>", "{{n}}", "{{", "}}", "$\"{",
				"(", ")", "&lt;", "&", "<", "<!--", "-->", "<![CDATA[", "]]>", "x", " ", "\n", "//", "/*", "*/",
				"@\"" };
		Random random = new Random(42);
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			for (int i = 0; i < 20_000; i++) {
				StringBuilder text = new StringBuilder();
				int length = 1 + random.nextInt(30);
				for (int j = 0; j < length; j++) {
					text.append(pieces[random.nextInt(pieces.length)]);
				}
				assertThatCode(() -> read(text.toString(), PolicyFormat.ANY, true, Map.of("n", "\"@(v)")))
					.as(text.toString())
					.doesNotThrowAnyException();
			}
		});
	}

}
