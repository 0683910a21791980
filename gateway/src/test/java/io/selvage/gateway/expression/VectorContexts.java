package io.selvage.gateway.expression;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.json.JToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the context that a vector's {@code given} describes.
 */
final class VectorContexts {

	private VectorContexts() {
	}

	static PolicyContext empty() {
		return of(null);
	}

	/** A context whose request and response have a text as their body. */
	static PolicyContext withBody(String text) {
		PolicyContext context = new PolicyContext(empty().caller(), empty().deployment(),
				new GatewayRequest("POST", MessageUrl.parse("https://gateway.example/echo"), new ListHeaders(),
						MessageBody.of(text.getBytes(StandardCharsets.UTF_8)), "192.0.2.1"));
		context.response(new GatewayResponse(200, "OK", new ListHeaders(),
				MessageBody.of(text.getBytes(StandardCharsets.UTF_8))));
		return context;
	}

	static PolicyContext of(@Nullable JsonNode given) {
		JsonNode request = (given == null) ? null : given.get("request");
		ApiInfo api = new ApiInfo("echo", "Echo API", "echo", "1", null, true,
				MessageUrl.parse("https://backend.example/base"), List.of("https"), "Ocp-Apim-Subscription-Key",
				"subscription-key");
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(api, new OperationInfo("get", "GET", "Get", "/users/{id}"), null, null, null),
				new DeploymentInfo("selvage", "West Europe", "managed", true, "one", Map.of()), request(request));
		if (given != null) {
			fill(context, given);
		}
		return context;
	}

	private static void fill(PolicyContext context, JsonNode given) {
		JsonNode response = given.get("response");
		if (response != null && !response.isNull()) {
			ListHeaders headers = headers(response.get("headers"));
			JsonNode reason = response.get("statusReason");
			context.response(new GatewayResponse(response.get("statusCode").asInt(),
					(reason == null) ? "" : reason.asString(), headers, body(response.get("body"))));
		}
		JsonNode error = given.get("lastError");
		if (error != null) {
			JsonNode reason = error.get("Reason");
			context.lastError(new LastError("forward-request", (reason == null) ? null : reason.asString(), "", null,
					null, null, null));
		}
		JsonNode timestamp = given.get("timestamp");
		if (timestamp != null) {
			context.timestamp(Instant.parse(timestamp.asString()));
		}
		JsonNode variables = given.get("variables");
		if (variables != null) {
			variables.properties().forEach((entry) -> context.variables().put(entry.getKey(), value(entry.getValue())));
		}
	}

	private static @Nullable Object value(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		if (node.isBoolean()) {
			return node.asBoolean();
		}
		if (!node.isObject()) {
			return node.asString();
		}
		String text = node.get("value").asString();
		return switch (node.get("type").asString()) {
			case "System.Int32" -> Integer.valueOf(text);
			case "System.Int64" -> Long.valueOf(text);
			case "System.Double" -> Double.valueOf(text);
			case "System.Boolean" -> Boolean.valueOf(text);
			case "JArray", "JObject", "JToken" -> JToken.parse(text);
			default -> text;
		};
	}

	private static GatewayRequest request(@Nullable JsonNode request) {
		JsonNode url = (request == null) ? null : request.get("url");
		JsonNode query = (request == null) ? null : request.get("query");
		String text = (url == null) ? "https://gateway.example/echo/users" : url.asString();
		if (query != null) {
			StringBuilder pairs = new StringBuilder();
			query.properties()
				.forEach((entry) -> entry.getValue()
					.forEach((value) -> pairs.append(pairs.isEmpty() ? "?" : "&")
						.append(entry.getKey())
						.append('=')
						.append(value.asString())));
			text += pairs;
		}
		JsonNode method = (request == null) ? null : request.get("method");
		GatewayRequest made = new GatewayRequest((method == null) ? "GET" : method.asString(), MessageUrl.parse(text),
				headers((request == null) ? null : request.get("headers")),
				body((request == null) ? null : request.get("body")), "203.0.113.7");
		JsonNode parameters = (request == null) ? null : request.get("matchedParameters");
		if (parameters != null) {
			Map<String, String> map = new HashMap<>();
			parameters.properties().forEach((entry) -> map.put(entry.getKey(), entry.getValue().asString()));
			made.matchedParameters(map);
		}
		return made;
	}

	private static ListHeaders headers(@Nullable JsonNode node) {
		ListHeaders headers = new ListHeaders();
		if (node != null) {
			node.properties()
				.forEach((entry) -> entry.getValue().forEach((value) -> headers.add(entry.getKey(), value.asString())));
		}
		return headers;
	}

	private static @Nullable MessageBody body(@Nullable JsonNode node) {
		return (node == null || node.isNull()) ? null
				: MessageBody.of(node.asString().getBytes(StandardCharsets.UTF_8));
	}

}
