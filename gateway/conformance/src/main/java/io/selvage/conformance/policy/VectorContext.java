package io.selvage.conformance.policy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.expression.json.JToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the context that a vector's {@code given} describes.
 */
final class VectorContext {

	private VectorContext() {
	}

	static PolicyContext of(JsonNode given) {
		GatewayRequest request = request(given.path("request"));
		JsonNode api = given.path("api");
		ApiInfo apiInfo = new ApiInfo("api", "API", api.path("path").asString(""), "1", null, true,
				MessageUrl.parse(api.path("serviceUrl").asString("http://backend.example/")), List.of("https"),
				"Ocp-Apim-Subscription-Key", "subscription-key");
		OperationInfo operation = new OperationInfo("op", "*", "Operation",
				given.path("operation").path("urlTemplate").asString("/*"),
				OperationContract.NONE.with(examples(given.path("examples"))));
		SubscriptionInfo subscription = given.has("subscription") ? new SubscriptionInfo(
				given.get("subscription").get("id").asString(), "s", "k", "k", "k2", Instant.EPOCH, null, null) : null;
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(apiInfo, operation, null, subscription, null),
				new DeploymentInfo("selvage", "local", "managed", true, "i", Map.of()), request);
		if (given.hasNonNull("response")) {
			context.response(response(given.get("response")));
		}
		if (given.hasNonNull("lastError")) {
			context.lastError(lastError(given.get("lastError")));
		}
		if (given.has("timestamp")) {
			context.timestamp(Instant.parse(given.get("timestamp").asString()));
		}
		given.path("variables")
			.properties()
			.forEach((entry) -> context.variables().put(entry.getKey(), variable(entry.getValue())));
		return context;
	}

	private static List<OperationContract.Example> examples(JsonNode given) {
		List<OperationContract.Example> examples = new ArrayList<>();
		given.forEach((example) -> examples.add(new OperationContract.Example(example.get("responseCode").asInt(),
				example.path("contentType").asString(null), example.path("sample").asString(""))));
		return examples;
	}

	private static GatewayRequest request(JsonNode request) {
		GatewayRequest made = new GatewayRequest(request.path("method").asString("GET"), url(request),
				Samples.headers(request.path("headers")), Samples.messageBody(request),
				request.path("ipAddress").asString("203.0.113.7"));
		made.matchedParameters(Samples.strings(request.path("matchedParameters")));
		return made;
	}

	private static GatewayResponse response(JsonNode node) {
		return new GatewayResponse(node.path("statusCode").asInt(200), node.path("statusReason").asString(""),
				Samples.headers(node.path("headers")), Samples.messageBody(node));
	}

	private static LastError lastError(JsonNode node) {
		return new LastError(node.path("Source").asString("forward-request"), text(node, "Reason"),
				node.path("Message").asString(""), text(node, "Scope"), text(node, "Section"), text(node, "Path"),
				text(node, "PolicyId"));
	}

	private static @Nullable String text(JsonNode node, String field) {
		return node.hasNonNull(field) ? node.get(field).asString() : null;
	}

	private static @Nullable Object variable(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		if (node.isBoolean()) {
			return node.asBoolean();
		}
		if (!node.isObject()) {
			return node.asString();
		}
		JsonNode value = node.get("value");
		return switch (node.get("type").asString()) {
			case "IResponse" -> response(value);
			case "System.Int32" -> Integer.valueOf(value.asString());
			case "System.Int64" -> Long.valueOf(value.asString());
			case "System.Double" -> Double.valueOf(value.asString());
			case "System.Boolean" -> Boolean.valueOf(value.asString());
			case "JArray", "JObject", "JToken" -> JToken.parse(value.asString());
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
			.forEach((entry) -> entry.getValue()
				.forEach((value) -> pairs
					.add(entry.getKey() + "=" + URLEncoder.encode(value.asString(), StandardCharsets.UTF_8))));
		return new MessageUrl("https", "gw.example", 443, request.path("path").asString("/"),
				pairs.isEmpty() ? null : String.join("&", pairs));
	}

}
