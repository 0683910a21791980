package io.selvage.gateway.dryrun;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyCommandTests {

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private int run(String... arguments) {
		return new PolicyCommand(new PrintStream(this.written, true, StandardCharsets.UTF_8)).run(arguments);
	}

	private String output() {
		return this.written.toString(StandardCharsets.UTF_8);
	}

	private String file(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text).toString();
	}

	@Test
	void checkNamesEveryProblemWithItsPlaceAndFailsIfThereIsOne() throws IOException {
		String good = file("good.xml", "<policies><inbound><set-method>GET</set-method></inbound></policies>");
		String bad = file("bad.xml",
				"<policies>\n  <inbound>\n    <set-hedder name=\"a\" />\n  </inbound>\n</policies>");
		assertThat(run("check", good)).isZero();
		assertThat(run("check", good, bad)).isEqualTo(1);
		assertThat(output()).contains("good.xml: valid")
			.contains("bad.xml: NOT VALID")
			.contains("error at line 3, column 5, element 'set-hedder'");
	}

	@Test
	void checkRefusesWhatTheManagementApiRefusesToSave() throws IOException {
		String open = file("open.xml", "<policies>\n<inbound>\n"
				+ "<set-variable name=\"a\" value=\"@(context.Request.Headers.GetValueOrDefault(\"a\",\"\")\" />\n"
				+ "</inbound>\n</policies>");
		assertThat(run("check", open)).isEqualTo(1);
		assertThat(output()).contains("open.xml: NOT VALID").contains("error at line 3");
	}

	@Test
	void aFragmentIsCheckedAsOne() throws IOException {
		assertThat(run("check", file("f.xml", "<fragment><set-method>GET</set-method></fragment>"))).isZero();
	}

	@Test
	void runShowsWhatWouldBeSentAndAnswered() throws IOException {
		String document = file("p.xml", "<policies><inbound><set-backend-service base-url=\"http://b.example/v1\" />"
				+ "<set-header name=\"X\"><value>@(context.Request.Method)</value></set-header></inbound></policies>");
		assertThat(run("run", document, "PUT", "https://gw.example/a?b=c")).isZero();
		JsonNode answer = JsonMapper.builder().build().readTree(output());
		JsonNode call = answer.at("/dryRun/calls/0");
		assertThat(call.get("url").asString()).isEqualTo("http://b.example/v1/a?b=c");
		assertThat(call.at("/headers/0/value").asString()).isEqualTo("PUT");
		assertThat(answer.at("/dryRun/response/status").asInt()).isEqualTo(200);
		assertThat(answer.at("/dryRun/trace/0/source").asString()).isEqualTo("set-backend-service");
		assertThat(answer.get("effectivePolicy").asString()).contains("forward-request");
	}

	@Test
	void theReferenceHasEveryPolicyAndThoseThatAreRefused() {
		assertThat(run("reference")).isZero();
		assertThat(output()).contains("## set-backend-service")
			.contains("| `sf-replica-type` | primary \\| secondary | no | yes |")
			.contains("## include-fragment")
			.contains("| `publish-to-dapr` |");
	}

	@Test
	void optionsGiveNamedValuesFragmentsHeadersAndAnswers() throws IOException {
		String fragment = file("f.xml",
				"<fragment><set-header name=\"F\"><value>{{v}}</value></set-header></fragment>");
		String document = file("p.xml", "<policies><inbound><include-fragment fragment-id=\"f\" />"
				+ "<authentication-managed-identity resource=\"r\" /></inbound>"
				+ "<outbound><set-body>@(context.Response.Body.As<string>() + context.Request.Headers[\"A\"][0])</set-body></outbound></policies>");
		assertThat(run("check", document)).as("the fragment is not known").isEqualTo(1);
		assertThat(run("check", document, "--fragment", "f=" + fragment, "--named-value", "v=1")).isZero();
		this.written.reset();
		assertThat(run("run", document, "POST", "http://gw/a", "--fragment", "f=" + fragment, "--named-value", "v=1",
				"--header", "A: x", "--body", "b", "--answer", "200 answer "))
			.isZero();
		JsonNode answer = JsonMapper.builder().build().readTree(output());
		assertThat(answer.at("/dryRun/response/body").asString()).isEqualTo("answer x");
		assertThat(answer.at("/dryRun/calls/0/body").asString()).isEqualTo("b");
	}

	@Test
	void explainShowsWhichStatementsOfWhichScopesRunForAnOperationOfADirectory() throws IOException {
		Path api = Files.createDirectories(this.folder.resolve("catalog/apis/a"));
		Files.writeString(this.folder.resolve("catalog/policy.xml"),
				"<policies><inbound><set-method>GET</set-method></inbound><backend><forward-request /></backend><outbound /><on-error /></policies>");
		Files.writeString(api.resolve("apiInformation.json"),
				"{\"properties\":{\"displayName\":\"A\",\"path\":\"a\",\"protocols\":[\"http\"]}}");
		Files.writeString(api.resolve("specification.yaml"),
				"openapi: 3.0.1\ninfo: {title: a, version: '1'}\npaths: {/x: {get: {operationId: op, responses: {'200': {description: OK}}}}}\n");
		Files.writeString(api.resolve("policy.xml"),
				"<policies><inbound><set-status code=\"200\" reason=\"OK\" /><base /></inbound></policies>");
		String catalog = this.folder.resolve("catalog").toString();
		assertThat(run("explain", catalog, "a", "op")).isZero();
		assertThat(output()).containsSubsequence("inbound", "api        set-status", "global     set-method", "backend",
				"global     forward-request");
		assertThat(run("explain", catalog, "a", "other")).isEqualTo(2);
		assertThat(output()).contains("There is no operation 'other' of an API 'a'.");
	}

	@Test
	void anExpressionIsCheckedOnItsOwn() {
		assertThat(run("expression", "@(context.Request.Method + 1)")).isZero();
		assertThat(output()).contains("\"type\" : \"string\"");
		assertThat(run("expression", "@(context.Request.Methud)")).isEqualTo(1);
		assertThat(output()).contains("\"column\" : 19");
	}

	@Test
	void aWrongCallIsAnsweredWithTheUsage() {
		assertThat(run("nope")).isEqualTo(2);
		assertThat(run("check", this.folder.resolve("none.xml").toString())).isEqualTo(2);
		assertThat(output()).contains("usage: policy check").contains("none.xml: cannot be read");
	}

}
