package io.selvage.conformance.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyEnvironment.ResponseExample;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.document.PolicyFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Policies on sample requests.
 */
final class PolicyVectors {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Nullable String check(JsonNode vector) {
		if (vector.get("run").asString().equals("gateway")) {
			return GatewayVectors.check(vector);
		}
		PolicyLanguage language = Language.create();
		JsonNode given = vector.get("given");
		VectorEnvironment environment = environment(given);
		PolicyCompilation compilation = language.compiler(environment).compile(sources(vector));
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			return "refused: " + compilation.errors();
		}
		JsonNode expect = vector.get("expect");
		int repeat = given.path("repeat").asInt(1);
		List<@Nullable Integer> statuses = new ArrayList<>();
		DryOutcome outcome = null;
		for (int i = 0; i < repeat; i++) {
			outcome = run(vector, plan, environment);
			GatewayResponse response = outcome.context().response();
			statuses.add((outcome.terminated() && response != null) ? response.statusCode() : null);
		}
		if (expect.has("statusSequence")) {
			List<@Nullable Integer> expected = new ArrayList<>();
			expect.get("statusSequence").forEach((status) -> expected.add(status.isNull() ? null : status.asInt()));
			return statuses.equals(expected) ? null : "statuses: expected " + expected + ", was " + statuses;
		}
		return OutcomeCheck.difference(expect, Objects.requireNonNull(outcome));
	}

	private static DryOutcome run(JsonNode vector, PolicyPlan plan, VectorEnvironment environment) {
		JsonNode given = vector.get("given");
		PolicyContext context = context(given);
		String part = vector.get("run").asString();
		var answers = Samples.answers(given.path("backend"));
		var run = part.equals("all") ? Language.dryRun().run(plan, environment, context, answers)
				: Language.dryRun()
					.runSection(Section.valueOf(part.toUpperCase(Locale.ROOT).replace('-', '_')), plan, environment,
							context, answers);
		return Objects.requireNonNull(run.block(PATIENCE));
	}

	private static Map<PolicyScope, PolicySource> sources(JsonNode vector) {
		Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);
		if (vector.has("policy")) {
			sources.put(PolicyScope.API, source(vector.get("policy")));
		}
		boolean inProduct = vector.get("given").has("product");
		vector.path("scopes").properties().forEach((entry) -> {
			PolicyScope scope = PolicyScope.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
			if (scope != PolicyScope.PRODUCT || inProduct) {
				sources.put(scope, source(entry.getValue()));
			}
		});
		if (vector.has("policy") && !vector.get("run").asString().equals("all")) {
			return productToo(sources, vector.get("policy"));
		}
		return sources;
	}

	/** Some policies may only stand at product scope; the vectors do not say where. */
	private static Map<PolicyScope, PolicySource> productToo(Map<PolicyScope, PolicySource> sources, JsonNode policy) {
		if (policy.asString().contains("<quota ")) {
			sources.remove(PolicyScope.API);
			sources.put(PolicyScope.PRODUCT, source(policy));
		}
		return sources;
	}

	private static PolicySource source(JsonNode text) {
		return PolicySource.strict("vector", text.asString(), PolicyFormat.RAWXML);
	}

	private static VectorEnvironment environment(JsonNode given) {
		VectorEnvironment environment = new VectorEnvironment();
		given.path("examples")
			.forEach((example) -> environment.example(new ResponseExample(example.get("responseCode").asInt(),
					example.get("contentType").asString(), example.get("sample").asString())));
		return environment;
	}

	private static PolicyContext context(JsonNode given) {
		JsonNode request = given.path("request");
		GatewayRequest made = new GatewayRequest(request.path("method").asString("GET"), url(request),
				Samples.headers(request.path("headers")), Samples.messageBody(request),
				request.path("ipAddress").asString("203.0.113.7"));
		made.matchedParameters(Samples.strings(request.path("matchedParameters")));
		JsonNode api = given.path("api");
		String service = api.path("serviceUrl").asString("http://backend.example/");
		ApiInfo apiInfo = new ApiInfo("api", "API", api.path("path").asString(""), "1", null, true,
				MessageUrl.parse(service), List.of("https"), "Ocp-Apim-Subscription-Key", "subscription-key");
		OperationInfo operation = new OperationInfo("op", "*", "Operation",
				given.path("operation").path("urlTemplate").asString("/*"));
		SubscriptionInfo subscription = given.has("subscription") ? new SubscriptionInfo(
				given.get("subscription").get("id").asString(), "s", "k", "k", "k2", Instant.EPOCH, null, null) : null;
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(apiInfo, operation, null, subscription, null),
				new DeploymentInfo("selvage", "local", "managed", true, "i", Map.of()), made);
		if (given.has("response")) {
			context.response(response(given.get("response")));
		}
		given.path("variables")
			.properties()
			.forEach((entry) -> context.variables().put(entry.getKey(), variable(entry.getValue())));
		return context;
	}

	private static GatewayResponse response(JsonNode node) {
		return new GatewayResponse(node.path("statusCode").asInt(200), node.path("statusReason").asString(""),
				Samples.headers(node.path("headers")), Samples.messageBody(node));
	}

	private static @Nullable Object variable(JsonNode node) {
		JsonNode value = node.get("value");
		return switch (node.get("type").asString()) {
			case "IResponse" -> response(value);
			case "System.Int32" -> value.asInt();
			case "System.Boolean" -> value.asBoolean();
			default -> value.asString();
		};
	}

	private static MessageUrl url(JsonNode request) {
		if (request.has("url")) {
			return MessageUrl.parse(request.get("url").asString());
		}
		List<String> pairs = new ArrayList<>();
		request.path("query")
			.properties()
			.forEach(
					(entry) -> entry.getValue().forEach((value) -> pairs.add(entry.getKey() + "=" + value.asString())));
		return new MessageUrl("https", "gw.example", 443, request.path("path").asString("/"),
				pairs.isEmpty() ? null : String.join("&", pairs));
	}

}
