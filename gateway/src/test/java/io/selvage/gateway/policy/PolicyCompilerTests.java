package io.selvage.gateway.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.statement.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyCompilerTests {

	private final PolicyLanguage language = new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
			PolicyLanguage.DEFAULT_BODY_LIMIT);

	private final TestEnvironment environment = new TestEnvironment();

	private PolicyCompilation compile(String... scopesAndTexts) {
		Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);
		for (int i = 0; i < scopesAndTexts.length; i += 2) {
			PolicyScope scope = PolicyScope.valueOf(scopesAndTexts[i]);
			sources.put(scope, PolicySource.strict(scope.label(), scopesAndTexts[i + 1], PolicyFormat.RAWXML));
		}
		return this.language.compiler(this.environment).compile(sources);
	}

	private String effective(String... scopesAndTexts) {
		PolicyCompilation compilation = compile(scopesAndTexts);
		assertThat(compilation.problems()).isEmpty();
		return compilation.plan().effectivePolicy().text();
	}

	private List<String> problems(String statements) {
		return compile("API", "<policies>\n<inbound>\n" + statements + "\n</inbound>\n</policies>").problems()
			.stream()
			.map(PolicyProblem::text)
			.toList();
	}

	@Test
	void baseInsertsTheSectionOfTheNextBroaderScopeWhereItStands() {
		String doc = "<policies><inbound>%s</inbound></policies>";
		assertThat(effective("GLOBAL", doc.formatted("<set-method>G</set-method>"), "API",
				doc.formatted("<set-method>A</set-method><base/>"), "OPERATION",
				doc.formatted("<base/><set-method>O</set-method>")))
			.startsWith("inbound\n" //
					+ "  api        set-method\n               | A\n" //
					+ "  global     set-method\n               | G\n" //
					+ "  operation  set-method\n               | O\n");
	}

	@Test
	void aSectionWithoutBaseInheritsNothingAndALeftOutSectionInheritsEverything() {
		String text = effective("GLOBAL",
				"<policies><inbound><set-method>G</set-method></inbound><backend><forward-request timeout=\"5\"/>"
						+ "</backend><outbound><set-status code=\"201\"/></outbound></policies>",
				"API", "<policies><inbound/><backend/></policies>");
		assertThat(text).isEqualTo("inbound\nbackend\noutbound\n  global     set-status code=\"201\"\non-error\n");
	}

	@Test
	void withoutAGlobalDocumentTheBackendIsCalled() {
		assertThat(effective("API", "<policies><inbound><base/></inbound></policies>"))
			.isEqualTo("inbound\nbackend\n  global     forward-request\noutbound\non-error\n");
		assertThat(effective()).contains("forward-request");
	}

	@Test
	void aBaseAtGlobalScopeHasNoEffect() {
		assertThat(effective("GLOBAL", "<policies><inbound><base/></inbound><backend><base/></backend></policies>"))
			.isEqualTo("inbound\nbackend\noutbound\non-error\n");
	}

	@Test
	void aFragmentIsInsertedAtAnyDepth() {
		this.environment.fragment("f", "<fragment><set-method>F</set-method></fragment>");
		assertThat(effective("API", "<policies><inbound><include-fragment fragment-id=\"f\"/><choose>"
				+ "<when condition=\"true\"><include-fragment fragment-id=\"f\"/></when></choose></inbound></policies>"))
			.startsWith("inbound\n  api        set-method\n               | F\n"
					+ "  api        choose\n               when condition=\"true\"\n"
					+ "                 set-method\n                   | F\n");
	}

	@Test
	void aProblemInAFragmentNamesTheFragment() {
		this.environment.fragment("f", "<fragment>\n  <nope/>\n</fragment>");
		List<PolicyProblem> problems = compile("API",
				"<policies><inbound><include-fragment fragment-id=\"f\"/></inbound></policies>")
			.problems();
		assertThat(problems).singleElement()
			.hasToString("fragment f: Error in element 'nope' on line 2, column 3: There is no policy 'nope'");
	}

	@Test
	void fragmentsNestNeitherFragmentsNorBaseNorSections() {
		this.environment.fragment("a", "<fragment><include-fragment fragment-id=\"b\"/></fragment>")
			.fragment("b", "<fragment><base/></fragment>")
			.fragment("c", "<policies/>");
		assertThat(problems("<include-fragment fragment-id=\"a\"/>")).singleElement()
			.asString()
			.contains("cannot include another one");
		assertThat(problems("<include-fragment fragment-id=\"b\"/>")).singleElement()
			.asString()
			.contains("'base' is not allowed");
		assertThat(problems("<include-fragment fragment-id=\"c\"/>")).singleElement()
			.asString()
			.contains("must be 'fragment'");
		assertThat(problems("<include-fragment fragment-id=\"d\"/>")).singleElement()
			.asString()
			.contains("There is no policy fragment 'd'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					<set-headr name="a"/>                                       | 'set-headr' on line 3, column 1: There is no policy 'set-headr'; did you mean 'set-header'?
					<publish-to-dapr/>                                          | The policy 'publish-to-dapr' is not supported: it needs the Dapr side-car
					<forward-request/>                                          | 'forward-request' is not allowed in the section 'inbound'. Allowed: backend.
					<set-header/>                                               | The required attribute 'name' is missing.
					<set-header name="a" nam="b"><value>x</value></set-header>  | line 3, column 22: The 'nam' attribute is not declared.
					<set-header name="a b"><value>x</value></set-header>        | line 3, column 19: A header name must not contain the character 0x20.
					<set-header name="a" exists-action="x"><value/></set-header> | must be one of 'override', 'skip', 'append', 'delete', not 'x'.
					<set-header name="a"/>                                      | The required element 'value' is missing.
					<set-header name="a"><val>x</val></set-header>              | 'val' on line 3, column 22: The element 'val' is not allowed in 'set-header'. Expected: 'value'.
					<choose/>                                                   | The required element 'when' is missing.
					<choose><when condition="yes"/></choose>                    | The 'condition' attribute must be 'true' or 'false', not 'yes'.
					<retry condition="true" count="51" interval="1"/>           | must be a whole number from 1 to 50, not '51'.
					<retry condition="true" count="1"/>                         | The required attribute 'interval' is missing.
					<set-variable name="@(x)" value="1"/>                       | The 'name' attribute cannot be an expression.
					<set-variable name="x" value="{{nope}}"/>                   | There is no named value 'nope'.
					<set-variable name="x" value="@(1 +)"/>                     | 'set-variable' on line 3, column
					<set-backend-service/>                                      | One of the attributes 'base-url' and 'backend-id' is required.
					<set-backend-service base-url="http://a" backend-id="b"/>   | Either 'base-url' or 'backend-id' may be given, not both.
					<set-backend-service backend-id="none"/>                    | Backend with id 'none' could not be found.
					<set-backend-service base-url="http://a" sf-partition-key="1"/> | The 'sf-partition-key' attribute needs 'backend-id'.
					<wait><set-method>G</set-method></wait>                     | The element 'set-method' is not allowed in 'wait'.
					<choose>x<when condition="true"/></choose>                  | Text is not allowed here.
					<choose><when condition="true"><base/></when></choose>      | 'base' may stand only directly in a section.
					<base/><base/>                                              | 'base' may appear only once in a section.
					<set-body template="liquid">a{% nope %}</set-body>          | line 3, column 33: There is no tag 'nope'.
					<send-request response-variable-name="r"/>                  | The required element 'set-url' is missing.
					<authentication-certificate/>                               | Exactly one of the attributes 'thumbprint', 'certificate-id' and 'body' is required.
					<proxy url="ftp://x"/>                                      | The URL of a proxy must be absolute and of scheme http.
					<trace source="x"/>                                         | The required element 'message' is missing.
					<validate-jwt header-name="a"><issuer-signing-keys><key/></issuer-signing-keys></validate-jwt> | A key is needed: its base64 text, or the attribute 'certificate-id', or 'n' and 'e'.
					<ip-filter action="allow"><address-range from="10.0.0.9" to="10.0.0.1"/></ip-filter> | '10.0.0.9' is behind '10.0.0.1': the range matches nobody.
					<cors><allowed-origins><origin>a.example</origin></allowed-origins></cors> | 'a.example' is no origin: expected '*' or a scheme, host and port
					""")
	void whatIsWrongIsSaidWithElementPlaceAndRemedy(String statement, String message) {
		assertThat(problems(statement)).anySatisfy((problem) -> assertThat(problem).contains(message));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					<policy/>                                       | The root of a policy document must be 'policies'.
					<policies><inbond/></policies>                  | The element 'inbond' is not allowed in 'policies'. Expected: 'inbound', 'backend', 'outbound', 'on-error'.
					<policies><inbound/><inbound/></policies>       | The section 'inbound' may appear only once.
					""")
	void whatIsNoPolicyDocumentIsRefused(String text, String message) {
		assertThat(compile("API", text).errors()).anySatisfy((problem) -> assertThat(problem.text()).contains(message));
	}

	@Test
	void anUnknownNameInBracesIsFineInATemplateAndInAnInterpolatedString() {
		assertThat(problems("<set-body template=\"liquid\">{{body.x}} {{ name }}</set-body>")).isEmpty();
		assertThat(problems("<set-variable name=\"x\" value=\"@($\"{{name}}\")\"/>")).isEmpty();
	}

	@Test
	void valuesThatCannotBeCalledAreAcceptedWithAWarning() {
		PolicyCompilation compilation = compile("API",
				"<policies><inbound><set-backend-service base-url=\"#{host}#/x\"/></inbound></policies>");
		assertThat(compilation.plan()).isNotNull();
		assertThat(compilation.problems()).singleElement().matches((problem) -> !problem.isError());
	}

	@Test
	void secretsAppearNeitherInProblemsNorInTheEffectivePolicy() {
		this.environment.secret("pw", "hunter2hunter2");
		assertThat(problems("<set-status code=\"{{pw}}\"/>")).singleElement().asString().doesNotContain("hunter2");
		assertThat(
				effective("API", "<policies><inbound><set-variable name=\"x\" value=\"{{pw}}\"/></inbound></policies>"))
			.contains("value=\"{{pw}}\"")
			.doesNotContain("hunter2");
	}

	@Test
	void operationsWithTheSameDocumentsShareTheirPlan() {
		PolicyCompiler compiler = this.language.compiler(this.environment);
		PolicySource source = PolicySource.strict("api", "<policies/>", PolicyFormat.XML);
		PolicySource equal = PolicySource.strict("api", "<policies/>", PolicyFormat.XML);
		assertThat(compiler.compile(Map.of(PolicyScope.API, source)).plan())
			.isSameAs(compiler.compile(Map.of(PolicyScope.API, equal)).plan());
	}

	@Test
	void aFragmentIsCheckedOnItsOwn() {
		PolicyCompiler compiler = this.language.compiler(this.environment);
		assertThat(compiler.checkFragment(PolicySource.strict("f",
				"<fragment><forward-request/><set-method>G</set-method></fragment>", PolicyFormat.XML)))
			.isEmpty();
		assertThat(
				compiler.checkFragment(PolicySource.strict("f", "<fragment><inbound/></fragment>", PolicyFormat.XML)))
			.singleElement()
			.asString()
			.contains("There is no policy 'inbound'");
	}

}
