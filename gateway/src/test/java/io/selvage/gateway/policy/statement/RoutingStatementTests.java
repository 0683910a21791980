package io.selvage.gateway.policy.statement;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoutingStatementTests {

	private static final String URL = "https://gw.example/api/7?a=1&b=x%20y";

	private static String calledUrl(DryOutcome outcome) {
		assertThat(outcome.calls()).hasSize(1);
		return outcome.calls().get(0).url();
	}

	private static LastError error(DryOutcome outcome) {
		LastError error = outcome.context().lastError();
		assertThat(error).isNotNull();
		return error;
	}

	@Test
	void withoutASelectionTheServiceUrlOfTheApiIsCalledWithPathAndQuery() {
		assertThat(calledUrl(PolicyFixture.get(URL).run())).isEqualTo("http://origin.example/base/7?a=1&b=x%20y");
	}

	@ParameterizedTest
	@CsvSource({ "http://b.example/v1,http://b.example/v1/7?a=1&b=x%20y",
			"http://b.example/v1/,http://b.example/v1/7?a=1&b=x%20y",
			"https://b.example,https://b.example/7?a=1&b=x%20y",
			"http://b.example/v1?k=2,http://b.example/v1/7?k=2&a=1&b=x%20y" })
	void aBaseUrlReplacesThatOfTheApiWithOneSlashAtTheJoin(String base, String called) {
		PolicyFixture fixture = PolicyFixture.get(URL).inbound("<set-backend-service base-url=\"" + base + "\"/>");
		assertThat(calledUrl(fixture.run())).isEqualTo(called);
	}

	@Test
	void aBackendIdIsOnlyOverriddenByABackendId() {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.inbound("<set-backend-service backend-id=\"one\"/><set-backend-service base-url=\"http://b.example\"/>");
		fixture.environment().backend("one", "http://one.example/x").backend("two", "http://two.example");
		assertThat(calledUrl(fixture.run())).isEqualTo("http://one.example/x/7?a=1&b=x%20y");
		PolicyFixture other = PolicyFixture.get(URL)
			.inbound("<set-backend-service backend-id=\"one\"/><set-backend-service backend-id=\"two\"/>");
		other.environment().backend("one", "http://one.example/x").backend("two", "http://two.example");
		DryOutcome outcome = other.run();
		assertThat(calledUrl(outcome)).isEqualTo("http://two.example/7?a=1&b=x%20y");
		assertThat(outcome.context().request().url().host()).isEqualTo("two.example");
		assertThat(outcome.context().request().originalUrl().host()).isEqualTo("gw.example");
	}

	@Test
	void theServiceFabricAttributesAreEvaluatedWhereTheyStandAndTheConditionIsKept() {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.variable("key", 42)
			.inbound("<set-backend-service backend-id=\"sf\" sf-resolve-condition=\"@(true)\" "
					+ "sf-partition-key=\"@(context.Variables[\"key\"])\" sf-listener-name= \"L\" "
					+ "sf-replica-type=\"secondary\" sf-service-instance-name=\"fabric:/A/B\"/>");
		fixture.environment().backend("sf", "fabric:/A/S");
		BackendSelection.Entity entity = (BackendSelection.Entity) fixture.run().selection();
		assertThat(entity.backendId()).isEqualTo("sf");
		assertThat(entity.fabric().partitionKey()).isEqualTo("42");
		assertThat(entity.fabric().listenerName()).isEqualTo("L");
		assertThat(entity.fabric().replicaType()).isEqualTo("secondary");
		assertThat(entity.fabric().serviceInstanceName()).isEqualTo("fabric:/A/B");
		assertThat(entity.fabric().resolveCondition().text()).isEqualTo("true");
	}

	@Test
	void aComputedBackendThatDoesNotExistIsAnErrorOfTheStatement() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<set-backend-service id=\"p1\" backend-id=\"@(\"nope\")\"/>")
			.run();
		assertThat(outcome.calls()).isEmpty();
		assertThat(error(outcome)).isEqualTo(new LastError("set-backend-service", "BackendNotFound",
				"There is no backend 'nope'.", "api", "inbound", "set-backend-service[1]", "p1"));
		assertThat(outcome.context().response().statusCode()).isEqualTo(500);
	}

	@ParameterizedTest
	@CsvSource({ "/new,,http://origin.example/base/new?a=1&b=x%20y", "new,,http://origin.example/base/new?a=1&b=x%20y",
			"/n/{id},,http://origin.example/base/n/7%2F8?a=1&b=x%20y",
			"/n?a=9,,http://origin.example/base/n?a=9&b=x%20y", "/n?c={id},false,http://origin.example/base/n?c=7%2F8",
			"/a b,false,http://origin.example/base/a%20b" })
	void aRewriteReplacesThePathAndKeepsUnmatchedParameters(String template, String copy, String called) {
		String attribute = (copy != null) ? " copy-unmatched-params=\"" + copy + "\"" : "";
		PolicyFixture fixture = PolicyFixture.get(URL)
			.parameters(Map.of("id", "7/8"))
			.inbound("<rewrite-uri template=\"" + template + "\"" + attribute + "/>");
		assertThat(calledUrl(fixture.run())).isEqualTo(called);
	}

	@Test
	void aComputedTemplateMayHoldParametersAndCannotLeaveItsPath() {
		assertThat(calledUrl(PolicyFixture.get(URL)
			.parameters(Map.of("id", "7"))
			.inbound("<rewrite-uri template=\"@(\"/x/{id}\")\"/>")
			.run())).isEqualTo("http://origin.example/base/x/7?a=1&b=x%20y");
		assertThat(error(PolicyFixture.get(URL).inbound("<rewrite-uri template=\"@(\"/x#y\")\"/>").run()).reason())
			.isEqualTo("InvalidUrl");
		assertThat(error(PolicyFixture.get(URL).inbound("<rewrite-uri template=\"/x/{other}\"/>").run()).message())
			.contains("'other'");
	}

	@ParameterizedTest
	@CsvSource({ "/x/../y,true", "/x/%2e%2E/y,true", "/x/.%2e/y,true", "/x/..;a=1/y,true", "/x/%2e,true",
			"/x/.hidden,false", "/x/..y,false", "/x/%2ey,false", "/x/%20y,false" })
	void aRewrittenPathHoldsNoDotSegmentHoweverItIsWritten(String path, boolean refused) {
		DryOutcome run = PolicyFixture.get(URL)
			.inbound("<rewrite-uri template=\"@(&quot;" + path + "&quot;)\"/>")
			.run();
		if (refused) {
			assertThat(error(run).reason()).isEqualTo("InvalidUrl");
		}
		else {
			assertThat(calledUrl(run)).startsWith("http://origin.example/base" + path);
		}
	}

	@Test
	void aWildcardParameterKeepsItsSlashes() {
		ApiInfo api = new ApiInfo("api", "API", "api", "1", null, true, MessageUrl.parse("http://o.example"), List.of(),
				"k", "k");
		PolicyFixture fixture = PolicyFixture
			.of(api, new OperationInfo("op", "GET", "Op", "/{*rest}"), "GET", "https://gw.example/api/a/b", null)
			.parameters(Map.of("rest", "a/b"))
			.inbound("<rewrite-uri template=\"/v2/{rest}\"/>");
		assertThat(calledUrl(fixture.run())).isEqualTo("http://o.example/v2/a/b");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "override,a=2&b=x%20y", "skip,a=1&b=x%20y", "append,a=1&b=x%20y&a=2", "delete,b=x%20y" })
	void queryParametersAreChangedAndOthersStayByteForByte(String action, String query) {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.inbound("<set-query-parameter name=\"A\" exists-action=\"" + action
					+ "\"><value>2</value></set-query-parameter>");
		String changed = fixture.run().context().request().url().rawQuery();
		assertThat(changed.replace("A=", "a=").split("&")).containsExactlyInAnyOrder(query.split("&"));
	}

	@Test
	void aNewQueryParameterIsEncoded() {
		assertThat(calledUrl(PolicyFixture.get("https://gw.example/api/7")
			.inbound("<set-query-parameter name=\"q\"><value>a b&amp;c=ä</value></set-query-parameter>")
			.run())).isEqualTo("http://origin.example/base/7?q=a%20b%26c%3D%C3%A4");
	}

	@Test
	void theMethodIsUpperCasedAndMustBeAToken() {
		assertThat(PolicyFixture.get(URL).inbound("<set-method>post</set-method>").run().calls().get(0).method())
			.isEqualTo("POST");
		assertThat(error(PolicyFixture.get(URL).inbound("<set-method>@(\"a b\")</set-method>").run()).reason())
			.isEqualTo("InvalidMethod");
	}

	@Test
	void theFirstTrueBranchAloneIsTaken() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<choose><when condition=\"false\"><set-variable name=\"r\" value=\"1\"/></when>"
					+ "<when condition=\"@(true)\"><set-variable name=\"r\" value=\"2\"/></when>"
					+ "<when condition=\"@(int.Parse(\"x\") == 1)\"/></choose>")
			.run();
		assertThat(outcome.context().variables()).containsEntry("r", "2");
		assertThat(outcome.onErrorRan()).isFalse();
	}

	@Test
	void aFailingConditionNamesItsBranch() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<choose><when condition=\"true\"/></choose><choose><when condition=\"false\"/>"
					+ "<when condition=\"@(int.Parse(\"x\") == 1)\"/></choose>")
			.run();
		assertThat(error(outcome)).isEqualTo(new LastError("choose", "ExpressionValueEvaluationFailure",
				"Expression evaluation failed. The input string 'x' was not in a correct format.", "api", "inbound",
				"choose[2]/when[2]", null));
	}

	@Test
	void retriesRepeatWhileTheConditionHoldsAndTheLastOutcomeStands() {
		String document = "<policies><backend><retry condition=\"@(context.Response.StatusCode == 500)\" count=\"2\" "
				+ "interval=\"0\"><forward-request/></retry></backend></policies>";
		DryOutcome exhausted = PolicyFixture.get(URL).document(PolicyScope.API, document).answer(500, "no").run();
		assertThat(exhausted.calls()).hasSize(3);
		assertThat(exhausted.context().response().statusCode()).isEqualTo(500);
		DryOutcome recovered = PolicyFixture.get(URL)
			.document(PolicyScope.API, document)
			.refuse()
			.answer(200, "yes")
			.run();
		assertThat(recovered.calls()).hasSize(2);
		assertThat(PolicyFixture.text(recovered.context().response().body())).isEqualTo("yes");
		assertThat(recovered.context().lastError()).isNull();
		assertThat(recovered.onErrorRan()).isFalse();
		DryOutcome refused = PolicyFixture.get(URL).document(PolicyScope.API, document).refuse().run();
		assertThat(refused.calls()).hasSize(3);
		assertThat(error(refused).reason()).isEqualTo("BackendConnectionFailure");
		assertThat(error(refused).section()).isEqualTo("backend");
	}

	@Test
	void returnResponseInsideARetryEndsTheRequest() {
		DryOutcome outcome = PolicyFixture.get(URL)
			.section("backend",
					"<retry condition=\"true\" count=\"3\" interval=\"0\"><return-response>"
							+ "<set-status code=\"418\" reason=\"Short\"/></return-response></retry>")
			.run();
		assertThat(outcome.calls()).isEmpty();
		assertThat(outcome.context().response().statusCode()).isEqualTo(418);
	}

	@Test
	void theTimeoutOfForwardRequestIsInSecondsOrMilliseconds() {
		String forward = "<forward-request %s/>";
		for (String attribute : List.of("timeout=\"1\"", "timeout-ms=\"1000\"", "timeout=\"@(1)\"")) {
			DryOutcome late = PolicyFixture.get(URL)
				.section("backend", forward.formatted(attribute))
				.slowAnswer(Duration.ofMillis(1500))
				.run();
			assertThat(error(late)).isEqualTo(new LastError("forward-request", "Timeout",
					"Request to the backend service timed out", "api", "backend", "forward-request[1]", null));
			DryOutcome inTime = PolicyFixture.get(URL)
				.section("backend", forward.formatted(attribute))
				.slowAnswer(Duration.ofMillis(900))
				.run();
			assertThat(inTime.onErrorRan()).isFalse();
		}
	}

	@Test
	void errorStatusCodesLeadToOnErrorOnlyIfAskedFor() {
		String document = "<policies><backend><forward-request fail-on-error-status-code=\"%s\"/></backend><on-error>"
				+ "<set-variable name=\"e\" value=\"1\"/></on-error></policies>";
		assertThat(PolicyFixture.get(URL)
			.document(PolicyScope.API, document.formatted("true"))
			.answer(503, "")
			.run()
			.context()
			.variables()).containsKey("e");
		assertThat(PolicyFixture.get(URL)
			.document(PolicyScope.API, document.formatted("false"))
			.answer(503, "")
			.run()
			.context()
			.variables()).doesNotContainKey("e");
	}

	@Test
	void anEmptyBackendSectionAnswers200WithoutABody() {
		DryOutcome outcome = PolicyFixture.get(URL).document(PolicyScope.API, "<policies><backend/></policies>").run();
		assertThat(outcome.calls()).isEmpty();
		assertThat(outcome.context().response().statusCode()).isEqualTo(200);
		assertThat(PolicyFixture.text(outcome.context().response().body())).isEmpty();
	}

	@Test
	void aConcurrencyLimitIsReleasedBySuccessAndFailure() {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.section("backend", "<limit-concurrency key=\"k\" max-count=\"1\"><forward-request/></limit-concurrency>"
					+ "<limit-concurrency key=\"k\" max-count=\"1\"><limit-concurrency key=\"k\" max-count=\"1\">"
					+ "<forward-request/></limit-concurrency></limit-concurrency>");
		DryOutcome outcome = fixture.run();
		assertThat(outcome.calls()).hasSize(1);
		assertThat(outcome.context().response().statusCode()).isEqualTo(429);
		assertThat(error(outcome).path()).isEqualTo("limit-concurrency[2]/limit-concurrency[1]");
	}

	@Test
	void theTraceSaysWhatHappenedInTheWordsOfAzureApiManagement() {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.inbound("<set-backend-service backend-id=\"sfbackend\"/><choose><when condition=\"@(true)\"/></choose>");
		fixture.environment().backend("sfbackend", "fabric:/A/S");
		DryOutcome outcome = fixture.run(Section.INBOUND);
		assertThat(outcome.trace()).extracting((entry) -> entry.source() + ": " + entry.data())
			.containsExactly("set-backend-service: Backend 'sfbackend' set to current.",
					"choose: {message=Expression was successfully evaluated., expression=true, value=true}");
	}

}
