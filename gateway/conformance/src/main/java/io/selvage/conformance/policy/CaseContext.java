package io.selvage.conformance.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.context.UserInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the context of a case's request: its API, the operation it matches, its caller.
 */
final class CaseContext {

	private final JsonNode setup;

	CaseContext(JsonNode setup) {
		this.setup = setup;
	}

	@Nullable PolicyContext create(JsonNode request) {
		MessageUrl url = MessageUrl.parse(request.get("url").asString());
		GatewayRequest made = new GatewayRequest(request.get("method").asString(), url,
				Samples.headers(request.path("headers")), Samples.messageBody(request), "203.0.113.7");
		JsonNode api = this.setup.get("api");
		String asked = made.headers().first("Access-Control-Request-Method");
		String wanted = (made.method().equals("OPTIONS") && asked != null) ? asked : made.method();
		for (JsonNode operation : this.setup.get("operations")) {
			String method = operation.get("method").asString();
			Map<String, String> matched = match(
					api.get("path").asString() + operation.get("urlTemplate").asString().replaceAll("\\?.*", ""),
					url.rawPath());
			if (matched != null && (method.equals("*") || method.equals(wanted))) {
				made.matchedParameters(matched);
				return new PolicyContext(caller(api, operation), deployment(), made);
			}
		}
		return null;
	}

	private static @Nullable Map<String, String> match(String template, String path) {
		String[] wanted = trimmed(template).split("/", -1);
		String[] given = trimmed(path).split("/", -1);
		Map<String, String> matched = new HashMap<>();
		for (int i = 0; i < wanted.length; i++) {
			if (wanted[i].equals("*") || wanted[i].startsWith("{*")) {
				return matched;
			}
			if (i >= given.length) {
				return null;
			}
			String value = URLDecoder.decode(given[i].replace("+", "%2B"), StandardCharsets.UTF_8);
			if (wanted[i].startsWith("{")) {
				matched.put(wanted[i].substring(1, wanted[i].length() - 1), value);
			}
			else if (!wanted[i].equalsIgnoreCase(value)) {
				return null;
			}
		}
		return (given.length == wanted.length) ? matched : null;
	}

	private static String trimmed(String path) {
		return path.startsWith("/") ? path.substring(1) : path;
	}

	private PolicyContext.Caller caller(JsonNode api, JsonNode operation) {
		List<String> protocols = new ArrayList<>();
		api.path("protocols").forEach((protocol) -> protocols.add(protocol.asString()));
		ApiInfo apiInfo = new ApiInfo(api.get("id").asString(), api.get("name").asString(), api.get("path").asString(),
				api.path("revision").asString("1"), null, true, MessageUrl.parse(api.get("serviceUrl").asString()),
				protocols, "Ocp-Apim-Subscription-Key", "subscription-key");
		OperationInfo operationInfo = new OperationInfo(operation.get("id").asString(),
				operation.get("method").asString(), operation.get("name").asString(),
				operation.get("urlTemplate").asString());
		JsonNode caller = this.setup.path("caller");
		return new PolicyContext.Caller(apiInfo, operationInfo, product(caller.path("product")),
				subscription(caller.path("subscription")), user(caller.path("user")));
	}

	private static @Nullable ProductInfo product(JsonNode node) {
		return node.isMissingNode() ? null : new ProductInfo(node.get("id").asString(), node.get("name").asString(),
				false, true, null, true, List.of());
	}

	private static @Nullable SubscriptionInfo subscription(JsonNode node) {
		return node.isMissingNode() ? null
				: new SubscriptionInfo(node.get("id").asString(), node.get("name").asString(),
						node.get("key").asString(), node.get("key").asString(), "", Instant.EPOCH, null, null);
	}

	private static @Nullable UserInfo user(JsonNode node) {
		if (node.isMissingNode()) {
			return null;
		}
		List<UserInfo.Group> groups = new ArrayList<>();
		node.path("groups")
			.forEach((group) -> groups
				.add(new UserInfo.Group(group.path("id").asString(""), group.path("name").asString(""))));
		return new UserInfo(node.get("id").asString(), node.path("firstName").asString(""),
				node.path("lastName").asString(""), node.path("email").asString(""), null, Instant.EPOCH, groups);
	}

	private DeploymentInfo deployment() {
		JsonNode service = this.setup.path("service");
		JsonNode gateway = service.path("gateway");
		return new DeploymentInfo(service.path("serviceName").asString(""), service.path("region").asString(""),
				gateway.path("id").asString("managed"), gateway.path("isManaged").asBoolean(true),
				gateway.path("instanceId").asString("instance"), Map.of());
	}

}
