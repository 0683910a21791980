package io.selvage.gateway.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.identity.AuthenticationManagedIdentity;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.RefusalReason;
import io.selvage.gateway.policy.statement.Statements;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/policies.md} against the registrations. What the page should be is
 * written to {@code target/policies.md}.
 */
class PolicyPageTests {

	private final StatementRegistry registry = Statements
		.registry(List.of(new AuthenticationManagedIdentity(new ManagedIdentities(
				(wanted) -> Mono.error(new AssertionError("no token is asked for")), Clock.systemUTC()))));

	@Test
	void thePageListsTheRegisteredPoliciesAndTheRefusedOnesWithTheirReasons() throws IOException {
		String expected = page();
		Files.writeString(Path.of("target", "policies.md"), expected);
		assertThat(Files.readString(Path.of("docs", "policies.md")))
			.as("gateway/docs/policies.md and the registrations differ; gateway/target/policies.md has the right text")
			.isEqualTo(expected);
	}

	@Test
	void theElementReferenceIsThatOfTheRegistrations() throws IOException {
		String expected = new ElementReference(this.registry).markdown();
		Files.writeString(Path.of("target", "policy-elements.md"), expected);
		assertThat(Files.readString(Path.of("docs", "policy-elements.md")))
			.as("gateway/docs/policy-elements.md and the registrations differ; "
					+ "gateway/target/policy-elements.md has the right text")
			.isEqualTo(expected);
	}

	@Test
	void aRefusedPolicyIsNamedWithItsReasonAndLine() {
		PolicyLanguage language = new PolicyLanguage(this.registry, new ExpressionCompiler(),
				PolicyLanguage.DEFAULT_BODY_LIMIT);
		this.registry.refused().forEach((name, reason) -> {
			assertThat(this.registry.find(name)).as(name).isNull();
			List<PolicyProblem> problems = language.compiler(new TestEnvironment())
				.check(PolicyScope.API, PolicySource.strict("api",
						"<policies>\n<inbound>\n<" + name + " a=\"1\">\n<b /></" + name + "></inbound></policies>",
						PolicyFormat.RAWXML));
			assertThat(problems).singleElement().satisfies((problem) -> {
				assertThat(problem.isError()).isTrue();
				assertThat(problem.element()).isEqualTo(name);
				assertThat(problem.position().line()).isEqualTo(3);
				assertThat(problem.text()).contains("The policy '" + name + "' is not supported: " + reason);
			});
		});
	}

	private String page() {
		StringBuilder page = new StringBuilder("# Policies\n\n");
		page.append(
				"Which policies of Azure API Management are supported or refused. Their attributes and elements\nstand in the ")
			.append("[element reference](policy-elements.md); [tools](policy-tools.md) check, explain and try documents.\nBoth ")
			.append("pages are made from the registrations that documents are checked against.\n\n## Supported\n\n| policy | what it does | sections |\n|---|---|---|\n");
		for (StatementSpec spec : this.registry.specs()) {
			List<String> sections = new ArrayList<>();
			for (Section section : Section.values()) {
				if (spec.sections().contains(section)) {
					sections.add(section.element());
				}
			}
			page.append("| `").append(spec.name()).append("` | ").append(spec.summary().replace("|", "\\|"));
			page.append(" | ")
				.append((sections.size() == Section.values().length) ? "all" : String.join(", ", sections))
				.append(" |\n");
		}
		page.append(
				"\n`validate-content` checks size, media type and format. `schema-id` names a schema of the service ")
			.append("(`schemas/x` of the management\nAPI, `schemas/x/` in the directory): a JSON schema, of which ")
			.append("`schema-ref` chooses a part (`#/definitions/order`), or an XML schema, which\n`soap` compares with the ")
			.append("content of the envelope. Without it, JSON is compared with the schema the API's description gives for ")
			.append("the operation and\nmedia type, and XML is checked for being well-formed only. A schema refers to another ")
			.append("one as `/schemas/x`; nothing outside of the catalog\nis followed. A policy whose schema is missing, malformed or ")
			.append("can't be used is refused when it is saved; if a description's schema can't be used,\n")
			.append("the reason is `UnusableSchema` (500). Comparing JSON is bounded by the length of the body: 100,000 steps and ")
			.append("16 for each byte, a step being\none keyword applied to one value; patterns of JSON schemas are matched in ")
			.append("linear time. The patterns of an XML schema (`xs:pattern`) are matched\nby the XML parser of the Java ")
			.append("platform, which has no such bound: its time can grow with the square of a text's length, and doubles with ")
			.append("each\nround of a counted repetition of something optional, such as `(a?){30}`. Write none of these, and ")
			.append("keep `max-size` small beside `(.|x)*b` and the like.\n\n## Refused\n\nA document that holds one of these ")
			.append("is refused when it is ")
			.append("saved; the message names the policy and its line.\n\n| policy | because |\n|---|---|\n");
		this.registry.refused()
			.forEach((name, reason) -> page.append("| `").append(name).append("` | ").append(reason).append(" |\n"));
		page.append("\n## Reasons for refusal\n\nEvery error of a document has one of these reasons (`reason` in the ")
			.append("answers of the tools). Where the source is the\nreference page of a policy, Azure API Management ")
			.append("refuses the document as well.\n\n| reason | means | source |\n|---|---|---|\n");
		for (RefusalReason reason : RefusalReason.values()) {
			page.append("| `").append(reason.label()).append("` | ").append(reason.explanation()).append(" | ");
			page.append(reason.byReference() ? "reference page" : "the document").append(" |\n");
		}
		return page.toString();
	}

}
