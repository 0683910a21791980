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
	void aWrongCallIsAnsweredWithTheUsage() {
		assertThat(run("nope")).isEqualTo(2);
		assertThat(run("check", this.folder.resolve("none.xml").toString())).isEqualTo(2);
		assertThat(output()).contains("usage: policy check").contains("none.xml: cannot be read");
	}

}
