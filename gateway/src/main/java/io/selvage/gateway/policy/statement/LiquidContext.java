package io.selvage.gateway.policy.statement;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.liquid.LiquidObject;
import org.jspecify.annotations.Nullable;

/**
 * What templates can read of a request as {@code context}.
 */
final class LiquidContext {

	private LiquidContext() {
	}

	static LiquidObject of(PolicyContext context) {
		return (name) -> switch (name) {
			case "Request" -> request(context.request());
			case "Response" -> (context.response() != null) ? response(context.request(), context.response()) : null;
			case "Variables" -> (LiquidObject) (variable) -> plain(context.variables().get(variable));
			case "LastError" -> (context.lastError() != null) ? lastError(context.lastError()) : null;
			case "RequestId" -> context.requestId().toString();
			case "Api" -> (LiquidObject) (member) -> switch (member) {
				case "Id" -> context.api().id();
				case "Name" -> context.api().name();
				case "Path" -> context.api().path();
				case "Revision" -> context.api().revision();
				case "Version" -> context.api().version();
				default -> null;
			};
			case "Operation" -> (LiquidObject) (member) -> switch (member) {
				case "Id" -> context.operation().id();
				case "Name" -> context.operation().name();
				case "Method" -> context.operation().method();
				case "UrlTemplate" -> context.operation().urlTemplate();
				default -> null;
			};
			default -> null;
		};
	}

	private static LiquidObject request(GatewayRequest request) {
		return (name) -> switch (name) {
			case "Url" -> new Url(request.url());
			case "OriginalUrl" -> new Url(request.originalUrl());
			case "Method" -> request.method();
			case "OriginalMethod" -> request.originalMethod();
			case "IpAddress" -> request.ipAddress();
			case "MatchedParameters" -> (LiquidObject) (parameter) -> find(request.matchedParameters(), parameter);
			case "HasBody" -> request.body() != null;
			case "ClientCertificates" -> (request.certificate() != null)
					? List.of(request.certificate().getSubjectX500Principal().getName()) : List.of();
			case "Headers" -> headers(request.headers());
			default -> null;
		};
	}

	private static LiquidObject response(GatewayRequest request, GatewayResponse response) {
		return (name) -> switch (name) {
			case "StatusCode" -> (long) response.statusCode();
			case "StatusReason" -> response.reason();
			case "Method" -> request.method();
			case "Headers" -> headers(response.headers());
			default -> null;
		};
	}

	private static LiquidObject headers(MessageHeaders headers) {
		return (name) -> headers.contains(name) ? String.join(",", headers.all(name)) : null;
	}

	private static LiquidObject lastError(LastError error) {
		return (name) -> switch (name) {
			case "Source" -> error.source();
			case "Reason" -> error.reason();
			case "Message" -> error.message();
			case "Scope" -> error.scope();
			case "Section" -> error.section();
			case "Path" -> error.path();
			case "PolicyId" -> error.policyId();
			default -> null;
		};
	}

	private static @Nullable String find(Map<String, String> parameters, String name) {
		String exact = parameters.get(name);
		if (exact != null) {
			return exact;
		}
		for (Map.Entry<String, String> parameter : parameters.entrySet()) {
			if (parameter.getKey().equalsIgnoreCase(name)) {
				return parameter.getValue();
			}
		}
		return null;
	}

	/** Objects of the expression library are text to a template. */
	private static @Nullable Object plain(@Nullable Object value) {
		if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean
				|| value instanceof Map<?, ?>) {
			return value;
		}
		return value.toString();
	}

	private record Url(MessageUrl url) implements LiquidObject {

		@Override
		public @Nullable Object member(String name) {
			return switch (name) {
				case "Scheme" -> this.url.scheme();
				case "Host" -> this.url.host();
				case "Port" -> (long) this.url.port();
				case "Path" -> this.url.rawPath();
				case "QueryString" -> (this.url.rawQuery() != null) ? "?" + this.url.rawQuery() : "";
				case "Query" -> (LiquidObject) this::parameter;
				case "ToUri" -> toString();
				default -> null;
			};
		}

		private @Nullable Object parameter(String name) {
			String wanted = name.toLowerCase(Locale.ROOT);
			for (Map.Entry<String, List<String>> entry : this.url.query().entrySet()) {
				if (entry.getKey().toLowerCase(Locale.ROOT).equals(wanted)) {
					return String.join(",", entry.getValue());
				}
			}
			return null;
		}

		@Override
		public String toString() {
			return this.url.toString();
		}

	}

}
