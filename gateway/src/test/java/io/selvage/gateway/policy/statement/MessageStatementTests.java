package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.dryrun.OutgoingCall;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageStatementTests {

	private static final String URL = "https://gw.example/api/7";

	private static List<String> lines(MessageHeaders headers, String name) {
		return headers.all(name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "override|n1,n2", "skip|old", "append|old,n1,n2", "delete|''" })
	void headersAreSetAddedKeptOrRemoved(String action, String joined) {
		DryOutcome outcome = PolicyFixture.get(URL)
			.header("X-H", "old")
			.inbound("<set-header name=\"x-h\" exists-action=\"" + action
					+ "\"><value>n1</value><value>n2</value></set-header>")
			.run();
		assertThat(String.join(",", lines(outcome.context().request().headers(), "X-H"))).isEqualTo(joined);
	}

	@Test
	void valuesOfHeadersThatAreNoListsBecomeLines() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.section("outbound",
					"<set-header name=\"Set-Cookie\" exists-action=\"append\"><value>a=1</value><value>b=2</value></set-header>")
			.run();
		assertThat(lines(outcome.context().response().headers(), "Set-Cookie")).containsExactly("a=1", "b=2");
	}

	@Test
	void theSectionDecidesWhichMessageChanges() {
		String header = "<set-header name=\"X\"><value>1</value></set-header>";
		DryOutcome backend = PolicyFixture.get(URL).section("backend", header).run(Section.BACKEND);
		assertThat(lines(backend.context().request().headers(), "X")).containsExactly("1");
		DryOutcome outbound = PolicyFixture.get(URL)
			.response(200, "")
			.section("outbound", header)
			.run(Section.OUTBOUND);
		assertThat(lines(outbound.context().request().headers(), "X")).isEmpty();
		assertThat(lines(outbound.context().response().headers(), "X")).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Length", "transfer-encoding", "Connection", "Upgrade", "TE", "Trailer", "Keep-Alive" })
	void framingHeadersBelongToTheGateway(String name) {
		DryOutcome outcome = PolicyFixture.get(URL)
			.header(name, "old")
			.variable("n", name)
			.inbound("<set-header name=\"" + name + "\"><value>new</value></set-header>"
					+ "<set-header name=\"@(context.Variables[\"n\"])\" exists-action=\"delete\"/>")
			.run();
		assertThat(lines(outcome.context().request().headers(), name)).containsExactly("old");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX: y", "a\nb", "a\0", "\u010A", "\u007F" })
	void aComputedHeaderValueCannotHoldControlCharacters(String value) {
		DryOutcome outcome = PolicyFixture.get(URL)
			.variable("v", value)
			.inbound("<set-header name=\"X\"><value>@(context.Variables[\"v\"])</value></set-header>")
			.run();
		assertThat(outcome.context().lastError().reason()).isEqualTo("InvalidHeader");
		assertThat(outcome.calls()).isEmpty();
	}

	@Test
	void aComputedHeaderNameMustBeAToken() {
		assertThat(PolicyFixture.get(URL)
			.variable("v", "X: y\r\nZ")
			.inbound("<set-header name=\"@(context.Variables[\"v\"])\"><value>1</value></set-header>")
			.run()
			.context()
			.lastError()
			.reason()).isEqualTo("InvalidHeader");
	}

	@Test
	void variablesKeepTheTypeOfTheirExpressionAndLiteralsAreStrings() {
		assertThat(PolicyFixture.get(URL)
			.inbound("<set-variable name=\"a\" value=\"@(5)\"/><set-variable name=\"b\" value=\"5\"/>"
					+ "<set-variable name=\"c\" value=\"@(null)\"/>")
			.run()
			.context()
			.variables()).containsEntry("a", 5).containsEntry("b", "5").containsEntry("c", null);
	}

	@Test
	void aBodyIsLiteralTextMarkupOrBytes() {
		assertThat(bodyAfter("<set-body>Hello world!</set-body>")).isEqualTo("Hello world!");
		assertThat(bodyAfter("<set-body><a b=\"c\">&lt;</a></set-body>")).isEqualTo("<a b=\"c\">&lt;</a>");
		assertThat(bodyAfter("<set-body template=\"none\">{\"a\": 1}</set-body>")).isEqualTo("{\"a\": 1}");
		assertThat(bodyAfter("<set-body>@(5)</set-body>")).isEqualTo("5");
		assertThat(bodyAfter("<set-body />")).isEmpty();
		PolicyFixture bytes = PolicyFixture.get(URL)
			.variable("b", new byte[] { 'h', 'i' })
			.inbound("<set-body>@(context.Variables[\"b\"])</set-body>");
		assertThat(PolicyFixture.text(bytes.run().context().request().body())).isEqualTo("hi");
	}

	private static String bodyAfter(String statement) {
		return PolicyFixture
			.text(PolicyFixture.request("POST", URL, "old").inbound(statement).run().context().request().body());
	}

	@Test
	void aLiquidTemplateReadsTheBodyAndTheRequest() {
		DryOutcome outcome = PolicyFixture.request("POST", URL + "?q=1", "{\"a\":{\"b\":[1,2]}}")
			.header("Content-Type", "application/json; charset=utf-8")
			.header("X-Id", "7")
			.variable("v", "w")
			.inbound("<set-body template=\"liquid\">{{body.a.b[1]}} {{context.Request.Headers[\"x-id\"]}} "
					+ "{{context.Request.Url.Query.q}} {{context.Request.Method}} {{context.Variables[\"v\"]}}</set-body>")
			.run();
		assertThat(PolicyFixture.text(outcome.context().request().body())).isEqualTo("2 7 1 POST w");
	}

	@Test
	void returnResponseEndsThePipelineWithoutAnError() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.document(PolicyScope.API, "<policies><inbound><return-response><set-status code=\"401\" reason=\"No\"/>"
					+ "<set-header name=\"A\"><value>1</value></set-header><set-body>text</set-body></return-response>"
					+ "<set-variable name=\"after\" value=\"1\"/></inbound><outbound>"
					+ "<set-header name=\"A\"><value>2</value></set-header></outbound></policies>")
			.run();
		GatewayResponse response = outcome.context().response();
		assertThat(outcome.terminated()).isTrue();
		assertThat(outcome.onErrorRan()).isFalse();
		assertThat(outcome.calls()).isEmpty();
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.reason()).isEqualTo("No");
		assertThat(lines(response.headers(), "A")).containsExactly("1");
		assertThat(PolicyFixture.text(response.body())).isEqualTo("text");
		assertThat(outcome.context().variables()).doesNotContainKey("after");
	}

	@Test
	void returnResponseDefaultsTo200OrToTheResponseInAVariable() {
		assertThat(PolicyFixture.get(URL).inbound("<return-response/>").run().context().response().statusCode())
			.isEqualTo(200);
		GatewayResponse held = new GatewayResponse(202, "Accepted", new ListHeaders(), null);
		DryOutcome outcome = PolicyFixture.get(URL)
			.variable("r", held)
			.inbound("<return-response response-variable-name=\"r\">"
					+ "<set-header name=\"X\"><value>1</value></set-header></return-response>")
			.run();
		assertThat(outcome.context().response().statusCode()).isEqualTo(202);
		assertThat(held.headers().contains("X")).isFalse();
		assertThat(PolicyFixture.get(URL)
			.inbound("<return-response response-variable-name=\"none\"/>")
			.run()
			.context()
			.lastError()
			.message()).contains("'none' holds no response");
	}

	@Test
	void aMockIsTheExampleOfStatusTypeOrIndex() {
		OperationContract.Example json = new OperationContract.Example(200, "application/json", "{}");
		OperationContract.Example xml = new OperationContract.Example(200, "text/xml", "<a/>");
		OperationContract.Example error = new OperationContract.Example(404, "application/json", "{\"e\":1}");
		assertThat(mock("<mock-response/>", json, xml, error)).isEqualTo("200 application/json {}");
		assertThat(mock("<mock-response content-type=\"text/xml\"/>", json, xml)).isEqualTo("200 text/xml <a/>");
		assertThat(mock("<mock-response status-code=\"404\"/>", json, error))
			.isEqualTo("404 application/json {\"e\":1}");
		assertThat(mock("<mock-response index=\"1\"/>", json, error)).isEqualTo("404 application/json {\"e\":1}");
		assertThat(mock("<mock-response status-code=\"201\" content-type=\"a/b\"/>", json)).isEqualTo("201 a/b ");
	}

	private static String mock(String statement, OperationContract.Example... examples) {
		OperationInfo operation = new OperationInfo("op", "*", "Operation", "/{id}",
				OperationContract.NONE.with(List.of(examples)));
		PolicyFixture fixture = PolicyFixture.of(SampleContext.API, operation, "GET", URL, null).inbound(statement);
		GatewayResponse response = fixture.run().context().response();
		return response.statusCode() + " " + response.headers().first("Content-Type") + " "
				+ PolicyFixture.text(response.body());
	}

	@Test
	void sendRequestKeepsTheAnswerInAVariable() {
		DryOutcome outcome = PolicyFixture.request("PUT", URL, "in")
			.header("X-In", "1")
			.answer(201, "made")
			.inbound(
					"<send-request response-variable-name=\"r\" timeout=\"5\"><set-url>http://other.example/x?y=1</set-url>"
							+ "<set-method>POST</set-method><set-header name=\"A\"><value>b</value></set-header>"
							+ "<set-body>out</set-body><authentication-basic username=\"u\" password=\"p\"/></send-request>")
			.run(Section.INBOUND);
		OutgoingCall call = outcome.calls().get(0);
		assertThat(call.method()).isEqualTo("POST");
		assertThat(call.url()).isEqualTo("http://other.example/x?y=1");
		assertThat(call.headers().first("A")).isEqualTo("b");
		assertThat(call.headers().first("Authorization")).isEqualTo("Basic dTpw");
		assertThat(call.headers().contains("X-In")).isFalse();
		assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("out");
		GatewayResponse response = (GatewayResponse) outcome.context().variables().get("r");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(PolicyFixture.text(response.body())).isEqualTo("made");
	}

	@Test
	void aCopiedRequestBeginsWithTheOriginal() {
		DryOutcome outcome = PolicyFixture.request("PUT", URL, "in")
			.header("X-In", "1")
			.header("Host", "gw.example")
			.inbound("<send-request mode=\"copy\" response-variable-name=\"r\"><set-url>http://o.example/</set-url>"
					+ "</send-request>")
			.run(Section.INBOUND);
		OutgoingCall call = outcome.calls().get(0);
		assertThat(call.method()).isEqualTo("PUT");
		assertThat(call.headers().first("X-In")).isEqualTo("1");
		assertThat(call.headers().contains("Host")).isFalse();
		assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("in");
	}

	@Test
	void aFailedCallIsAnErrorOfSendRequestUnlessIgnored() {
		String statement = "<send-request response-variable-name=\"r\" ignore-error=\"%s\">"
				+ "<set-url>http://o.example/</set-url></send-request>";
		DryOutcome failed = PolicyFixture.get(URL).refuse().inbound(statement.formatted("false")).run(Section.INBOUND);
		assertThat(failed.context().lastError().source()).isEqualTo("send-request");
		assertThat(failed.context().lastError().reason()).isEqualTo("BackendConnectionFailure");
		DryOutcome ignored = PolicyFixture.get(URL).refuse().inbound(statement.formatted("true")).run(Section.INBOUND);
		assertThat(ignored.onErrorRan()).isFalse();
		assertThat(ignored.context().variables()).containsEntry("r", null);
	}

	@Test
	void aOneWayRequestNeverFailsTheRequest() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.refuse()
			.inbound("<send-one-way-request><set-url>http://o.example/</set-url></send-one-way-request>")
			.run(Section.INBOUND);
		assertThat(outcome.calls()).hasSize(1);
		assertThat(outcome.onErrorRan()).isFalse();
	}

	@Test
	void waitRunsItsStatementsTogether() {
		String call = "<send-request response-variable-name=\"%s\"><set-url>http://o.example/%s</set-url></send-request>";
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<wait for=\"all\">" + call.formatted("a", "a") + call.formatted("b", "b") + "</wait>")
			.run(Section.INBOUND);
		assertThat(outcome.calls()).hasSize(2);
		assertThat(outcome.context().variables()).containsKeys("a", "b");
	}

	@Test
	void onErrorSeesTheStatusAboutToBeSentAndMayReplaceTheAnswer() {
		String document = "<policies><inbound><set-variable name=\"x\" value=\"@(int.Parse(\"x\"))\"/></inbound><on-error>"
				+ "<choose><when condition=\"@(context.Response.StatusCode == 500)\">%s</when></choose></on-error></policies>";
		DryOutcome header = PolicyFixture.get(URL)
			.document(PolicyScope.API, document.formatted("<set-header name=\"E\"><value>1</value></set-header>"))
			.run();
		assertThat(header.context().response().statusCode()).isEqualTo(500);
		assertThat(lines(header.context().response().headers(), "E")).containsExactly("1");
		assertThat(PolicyFixture.text(header.context().response().body())).contains("Internal server error");
		DryOutcome replaced = PolicyFixture.get(URL)
			.document(PolicyScope.API,
					document.formatted(
							"<return-response><set-status code=\"418\"/><set-body>tea</set-body></return-response>"))
			.run();
		assertThat(replaced.context().response().statusCode()).isEqualTo(418);
		assertThat(PolicyFixture.text(replaced.context().response().body())).isEqualTo("tea");
	}

	@Test
	void anErrorInsideOnErrorEndsWithTheErrorAnswer() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.document(PolicyScope.API,
					"<policies><inbound><set-variable name=\"x\" value=\"@(int.Parse(\"x\"))\"/></inbound>"
							+ "<on-error><set-status code=\"@(int.Parse(\"y\"))\"/><set-variable name=\"after\" value=\"1\"/>"
							+ "</on-error></policies>")
			.run();
		assertThat(outcome.context().response().statusCode()).isEqualTo(500);
		assertThat(outcome.context().lastError().section()).isEqualTo("on-error");
		assertThat(outcome.context().variables()).doesNotContainKey("after");
	}

	@Test
	void secretsAreMaskedInTheTrace() {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.inbound("<set-variable name=\"x\" value=\"{{pw}}\"/><trace source=\"s\"><message>pw is {{pw}}</message>"
					+ "<metadata name=\"m\" value=\"{{pw}}\"/></trace>"
					+ "<authentication-basic username=\"u\" password=\"{{pw}}\"/>");
		fixture.environment().secret("pw", "hunter2hunter2");
		DryOutcome outcome = fixture.run(Section.INBOUND);
		assertThat(outcome.trace()).hasSize(3);
		assertThat(outcome.trace().toString()).doesNotContain("hunter2").contains("***");
		assertThat(outcome.context().request().headers().first("Authorization")).startsWith("Basic ");
		assertThat(outcome.context().variables()).isEqualTo(Map.of("x", "hunter2hunter2"));
	}

	@Test
	void traceEntriesHaveTheWordingOfAzureApiManagement() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<set-variable name=\"v\" value=\"@(5)\"/><set-header name=\"H\"><value>1</value></set-header>"
					+ "<rewrite-uri template=\"/x\"/>")
			.run(Section.INBOUND);
		assertThat(outcome.trace()).extracting((entry) -> entry.source() + " " + entry.data())
			.containsExactly("set-variable {message=Expression was successfully evaluated., expression=5, value=5}",
					"set-variable {message=Context variable was successfully set., name=v, value=5}",
					"set-header {message=Specified value was assigned to the header (see below)., "
							+ "header={name=H, value=1}}",
					outcome.trace().get(3).source() + " " + outcome.trace().get(3).data());
		assertThat(outcome.trace().get(3).data().toString())
			.contains("Updated request URL per specified rewrite template.", "https://gw.example/x");
	}

}
