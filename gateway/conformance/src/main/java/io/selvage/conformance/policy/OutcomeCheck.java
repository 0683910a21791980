package io.selvage.conformance.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.conformance.Vectors;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.dryrun.DryOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares what a vector expects with what a dry run did.
 */
final class OutcomeCheck {

	private final DryOutcome outcome;

	private final List<String> differences = new ArrayList<>();

	private OutcomeCheck(DryOutcome outcome) {
		this.outcome = outcome;
	}

	static @Nullable String difference(JsonNode expect, DryOutcome outcome) {
		OutcomeCheck check = new OutcomeCheck(outcome);
		check.request(expect.path("request"));
		check.response(expect.path("response"));
		check.variables(expect);
		check.lastError(expect.path("lastError"));
		check.flow(expect);
		return check.differences.isEmpty() ? null : String.join("; ", check.differences);
	}

	private void note(@Nullable String difference) {
		if (difference != null) {
			this.differences.add(difference);
		}
	}

	private void equal(String what, Object expected, @Nullable Object actual) {
		if (!expected.equals(actual)) {
			note(what + ": expected " + expected + ", was " + actual);
		}
	}

	private void request(JsonNode expect) {
		GatewayRequest request = this.outcome.context().request();
		headers(expect, request.headers());
		if (expect.has("path")) {
			equal("path", expect.get("path").asString(), request.url().rawPath());
		}
		if (expect.has("body")) {
			equal("body", expect.get("body").asString(), Samples.text(request.body()));
		}
		if (expect.has("query")) {
			Map<String, List<String>> query = new HashMap<>();
			expect.get("query").properties().forEach((entry) -> {
				List<String> values = new ArrayList<>();
				entry.getValue().forEach((value) -> values.add(value.asString()));
				query.put(entry.getKey(), values);
			});
			equal("query", query, request.url().query());
		}
		expect.path("absentQuery").forEach((name) -> {
			if (request.url().query().containsKey(name.asString())) {
				note("query parameter " + name + " is there");
			}
		});
	}

	private void response(JsonNode expect) {
		GatewayResponse response = this.outcome.context().response();
		if (expect.isMissingNode()) {
			return;
		}
		if (response == null) {
			note("no response");
			return;
		}
		headers(expect, response.headers());
		if (expect.has("statusCode")) {
			equal("status", expect.get("statusCode").asInt(), response.statusCode());
		}
		if (expect.has("statusReason")) {
			equal("reason", expect.get("statusReason").asString(), response.reason());
		}
		if (expect.has("body")) {
			equal("body", expect.get("body").asString(), Samples.text(response.body()));
		}
		if (expect.has("json")) {
			note(Match.json("body", expect.get("json"), Vectors.parse(Samples.text(response.body()))));
		}
	}

	private void headers(JsonNode expect, MessageHeaders headers) {
		expect.path("headers")
			.properties()
			.forEach((entry) -> note(Match.header(entry.getKey(), entry.getValue(), headers)));
		expect.path("absentHeaders").forEach((name) -> {
			if (headers.contains(name.asString())) {
				note("header " + name + " is there");
			}
		});
	}

	private void variables(JsonNode expect) {
		Map<String, @Nullable Object> variables = this.outcome.context().variables();
		expect.path("variables").properties().forEach((entry) -> {
			Object value = variables.get(entry.getKey());
			JsonNode expected = entry.getValue();
			equal("type of " + entry.getKey(), expected.get("type").asString(), typeName(value));
			equal(entry.getKey(), expected.get("value").asString(), String.valueOf(value));
		});
		expect.path("absentVariables").forEach((name) -> {
			if (variables.containsKey(name.asString())) {
				note("variable " + name + " is there");
			}
		});
	}

	private static String typeName(@Nullable Object value) {
		if (value instanceof Integer) {
			return "System.Int32";
		}
		if (value instanceof String) {
			return "System.String";
		}
		return (value != null) ? "System." + value.getClass().getSimpleName() : "null";
	}

	private void lastError(JsonNode expect) {
		LastError error = this.outcome.context().lastError();
		if (expect.isMissingNode()) {
			return;
		}
		if (error == null) {
			note("no LastError");
			return;
		}
		Map<String, @Nullable String> fields = new HashMap<>();
		fields.put("Source", error.source());
		fields.put("Reason", error.reason());
		fields.put("Message", error.message());
		fields.put("Scope", error.scope());
		fields.put("Section", error.section());
		fields.put("Path", error.path());
		fields.put("PolicyId", error.policyId());
		expect.properties()
			.forEach((entry) -> equal("LastError." + entry.getKey(), entry.getValue().asString(),
					fields.get(entry.getKey())));
	}

	private void flow(JsonNode expect) {
		if (expect.has("terminated")) {
			equal("terminated", expect.get("terminated").asBoolean(), this.outcome.terminated());
		}
		if (expect.has("onErrorRan")) {
			equal("on-error ran", expect.get("onErrorRan").asBoolean(), this.outcome.onErrorRan());
		}
		if (expect.has("attempts")) {
			equal("attempts", expect.get("attempts").asInt(), this.outcome.calls().size());
		}
		if (expect.has("forwarded")) {
			note(this.outcome.calls().isEmpty() ? "nothing was forwarded"
					: Match.url(expect.get("forwarded").get("url"), this.outcome.calls().get(0).url()));
		}
		if (expect.has("order")) {
			List<String> order = new ArrayList<>();
			expect.get("order").forEach((source) -> order.add(source.asString()));
			equal("order", order, this.outcome.trace().stream().map((entry) -> entry.source()).toList());
		}
	}

}
