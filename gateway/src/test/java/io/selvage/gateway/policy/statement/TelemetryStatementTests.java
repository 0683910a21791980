package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.jwt.Authorization;
import io.selvage.gateway.policy.EventSink;
import io.selvage.gateway.policy.Integrations;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.TestEnvironment;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.store.PolicyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryStatementTests {

	private static final String URL = "https://gw.example/api/7";

	private static final String USAGE = "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":30,\"total_tokens\":40}}";

	private final List<String> metrics = new ArrayList<>();

	private final List<EventSink.Event> events = new ArrayList<>();

	private final Integrations integrations = new Integrations(
			(wanted) -> Mono.just(new Authorization("token of " + wanted, Map.of())), (namespace, name, value,
					dimensions) -> this.metrics.add(namespace + "|" + name + "|" + value + "|" + dimensions),
			(event) -> {
				this.events.add(event);
				return Mono.empty();
			});

	private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	private Instant now = Instant.parse("2026-03-04T05:06:07Z");

	private PolicyPlan plan(String inbound) {
		PolicyStores stores = PolicyStores.inProcess(() -> Duration.between(ORIGIN, this.now).toNanos(), ORIGIN);
		PolicyLanguage language = new PolicyLanguage(
				Statements.registry(List.of(new TokenLimit("test-token-limit", stores))), new ExpressionCompiler(),
				PolicyLanguage.DEFAULT_BODY_LIMIT);
		PolicyPlan plan = language.compiler(new TestEnvironment())
			.compile(Map.of(PolicyScope.API,
					PolicySource.strict("api",
							"<policies><inbound>" + inbound
									+ "</inbound><backend><forward-request/></backend></policies>",
							PolicyFormat.RAWXML)))
			.plan();
		assertThat(plan).isNotNull();
		return plan;
	}

	private PolicyContext run(PolicyPlan plan, String answer) {
		PolicyContext context = PolicyFixture.request("POST", URL, "{\"prompt\":\"twelve chars\"}").context();
		PolicyServices services = new PolicyServices((execution, options) -> Mono.fromRunnable(() -> {
			ListHeaders headers = new ListHeaders();
			headers.set("Content-Type", "application/json");
			execution.context()
				.response(new GatewayResponse(200, "OK", headers,
						MessageBody.of(answer.getBytes(StandardCharsets.UTF_8))));
		}), (call) -> Mono.empty(), new ApimErrorResponses(new FailureLog(0)), this.integrations);
		Mono<Void> pending = plan.run(new PolicyExecution(context, services));
		if (pending != null) {
			pending.block(Duration.ofSeconds(20));
		}
		return context;
	}

	@Test
	void tokensOfAnswersCountAgainstTheMinuteOfTheirKey() {
		PolicyPlan plan = plan("<test-token-limit counter-key=\"k\" tokens-per-minute=\"50\" "
				+ "estimate-prompt-tokens=\"false\" remaining-tokens-header-name=\"X-Left\" "
				+ "tokens-consumed-variable-name=\"cost\" retry-after-variable-name=\"wait\"/>");
		PolicyContext first = run(plan, USAGE);
		assertThat(first.response().headers().first("X-Left")).isEqualTo("10");
		assertThat(first.variables()).containsEntry("cost", 40);
		assertThat(run(plan, USAGE).response().statusCode()).isEqualTo(200);
		PolicyContext refused = run(plan, USAGE);
		assertThat(refused.response().statusCode()).isEqualTo(429);
		assertThat(refused.response().headers().first("Retry-After")).isEqualTo("53");
		assertThat(refused.variables()).containsEntry("wait", 53);
		this.now = this.now.plusSeconds(53);
		assertThat(run(plan, USAGE).response().statusCode()).isEqualTo(200);
	}

	@Test
	void anEstimatedPromptIsRefusedBeforeItIsSent() {
		String limit = "<test-token-limit counter-key=\"k\" tokens-per-minute=\"%d\" estimate-prompt-tokens=\"true\"/>";
		assertThat(run(plan(limit.formatted(2)), "{}").response().statusCode()).isEqualTo(429);
		assertThat(run(plan(limit.formatted(3)), "{}").response().statusCode()).isEqualTo(200);
	}

	@Test
	void aTokenQuotaIsRefusedUntilItsPeriodEnds() {
		PolicyPlan plan = plan("<test-token-limit counter-key=\"k\" token-quota=\"40\" token-quota-period=\"Hourly\" "
				+ "estimate-prompt-tokens=\"false\"/>");
		assertThat(run(plan, USAGE).response().statusCode()).isEqualTo(200);
		PolicyContext refused = run(plan, USAGE);
		assertThat(refused.response().statusCode()).isEqualTo(403);
		assertThat(refused.response().headers().first("Retry-After"))
			.isEqualTo(Long.toString(Duration.between(this.now, Instant.parse("2026-03-04T06:00:00Z")).toSeconds()));
	}

	@Test
	void metricsHaveTheDimensionsGivenAndKnown() {
		run(plan("<emit-metric name=\"calls\" value=\"@(1.5)\" namespace=\"ns\"><dimension name=\"API ID\"/>"
				+ "<dimension name=\"m\" value=\"@(context.Request.Method)\"/></emit-metric>"
				+ "<llm-emit-token-metric namespace=\"llm\"><dimension name=\"API ID\"/></llm-emit-token-metric>"),
				USAGE);
		assertThat(this.metrics).containsExactly("ns|calls|1.5|{API ID=api, m=POST}",
				"llm|Total Tokens|40.0|{API ID=api}", "llm|Prompt Tokens|10.0|{API ID=api}",
				"llm|Completion Tokens|30.0|{API ID=api}");
	}

	@Test
	void eventsAndAuthorizationsUseWhatIsConfigured() {
		PolicyContext context = run(
				plan("<log-to-eventhub logger-id=\"hub\" partition-id=\"0\">@(\"was \" + context.Request.Method)"
						+ "</log-to-eventhub><get-authorization-context provider-id=\"p\" authorization-id=\"a\" "
						+ "context-variable-name=\"auth\"/>"),
				"{}");
		assertThat(this.events).containsExactly(new EventSink.Event("hub", "0", null, "was POST"));
		assertThat(context.variables().get("auth")).isInstanceOfSatisfying(Authorization.class,
				(authorization) -> assertThat(authorization.accessToken()).isEqualTo("token of p/a"));
	}

	private static DryOutcome outbound(String statement, String accept, String type, String body) {
		PolicyFixture fixture = PolicyFixture.get(URL + "?cb=f.g&bad=a%28b")
			.header("Accept", accept)
			.response(200, body);
		fixture.context().response().headers().set("Content-Type", type);
		return fixture.section("outbound", statement).run(Section.OUTBOUND);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"<json-to-xml apply='always' consider-accept-header='false'/>|{'a':{'b':[1,2]}}|<a><b>1</b><b>2</b></a>",
			"<json-to-xml apply='content-type-json'/>|{'a':1,'b':2}|<Document><a>1</a><b>2</b></Document>",
			"<json-to-xml apply='always' namespace-separator=':' namespace-prefix='xmlns'/>|{'p:a':{'xmlns:p':'urn:x','p:b':1}}|<p:a xmlns:p='urn:x'><p:b>1</p:b></p:a>" })
	void jsonBecomesXml(String statement, String json, String xml) {
		DryOutcome outcome = outbound(statement.replace('\'', '"'), "application/xml", "application/json",
				json.replace('\'', '"'));
		assertThat(PolicyFixture.text(outcome.context().response().body())).isEqualTo(xml.replace('\'', '"'));
		assertThat(outcome.context().response().headers().first("Content-Type")).startsWith("application/xml");
	}

	@Test
	void xmlBecomesJsonForClientsThatAskForIt() {
		String statement = "<xml-to-json kind=\"direct\" apply=\"content-type-xml\"/>";
		String xml = "<a x=\"1\"><b>2</b></a>";
		assertThat(PolicyFixture
			.text(outbound(statement, "application/json", "text/xml", xml).context().response().body()))
			.isEqualTo("{\"a\":{\"@x\":\"1\",\"b\":\"2\"}}");
		assertThat(PolicyFixture.text(outbound(statement, "text/html", "text/xml", xml).context().response().body()))
			.isEqualTo(xml);
		assertThat(outbound(statement, "application/json", "text/xml", "<a").context().lastError().reason())
			.isEqualTo("ConversionFailure");
	}

	@Test
	void aCallbackMustBeAnIdentifier() {
		DryOutcome wrapped = outbound("<jsonp callback-parameter-name=\"cb\"/>", "*/*", "application/json", "{}");
		assertThat(PolicyFixture.text(wrapped.context().response().body())).isEqualTo("f.g({});");
		DryOutcome refused = outbound("<jsonp callback-parameter-name=\"bad\"/>", "*/*", "application/json", "{}");
		assertThat(refused.context().lastError().reason()).isEqualTo("CallbackParameterInvalid");
	}

	@Test
	void linksOfTheBackendBecomeLinksOfTheGateway() {
		DryOutcome outcome = outbound("<redirect-content-urls/>", "*/*", "text/html",
				"see http://origin.example/base/items");
		assertThat(PolicyFixture.text(outcome.context().response().body()))
			.isEqualTo("see https://gw.example/api/items");
	}

	@Test
	void thePolicyFileOfPlugInsIsAnswered() {
		DryOutcome outcome = PolicyFixture.get("https://gw.example/crossdomain.xml")
			.inbound("<cross-domain><cross-domain-policy><site-control/></cross-domain-policy></cross-domain>")
			.run();
		assertThat(PolicyFixture.text(outcome.context().response().body())).contains("<site-control");
		assertThat(outcome.calls()).isEmpty();
	}

}
