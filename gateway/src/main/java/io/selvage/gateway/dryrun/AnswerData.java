package io.selvage.gateway.dryrun;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.TraceEntry;
import io.selvage.gateway.policy.EffectivePolicy;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.document.PolicyProblem;

/**
 * What the tools for authors answer, as data for JSON.
 */
final class AnswerData {

	private AnswerData() {
	}

	static Map<String, Object> problem(PolicyProblem problem) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("severity", problem.isError() ? "error" : "warning");
		entry.put("document", problem.document());
		entry.put("element", problem.element());
		entry.put("line", problem.position().line());
		entry.put("column", problem.position().column());
		entry.put("message", problem.message());
		if (problem.reason() != null) {
			entry.put("reason", problem.reason().label());
		}
		return entry;
	}

	/** The outermost statements of each section with where they come from. */
	static Map<String, Object> sections(EffectivePolicy policy) {
		Map<String, Object> sections = new LinkedHashMap<>();
		for (Section section : Section.values()) {
			List<Object> statements = new ArrayList<>();
			for (EffectivePolicy.Statement statement : policy.statements(section)) {
				Map<String, Object> entry = new LinkedHashMap<>();
				entry.put("policy", statement.element().name());
				entry.put("scope", statement.scope().label());
				entry.put("document", statement.element().document());
				entry.put("line", statement.element().position().line());
				entry.put("column", statement.element().position().column());
				statements.add(entry);
			}
			sections.put(section.element(), statements);
		}
		return sections;
	}

	static Object outcome(DryOutcome outcome) {
		Map<String, Object> data = new LinkedHashMap<>();
		List<Object> calls = new ArrayList<>();
		for (OutgoingCall call : outcome.calls()) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("source", call.source());
			entry.put("method", call.method());
			entry.put("url", call.url());
			entry.put("headers", headers(call.headers()));
			byte[] body = call.body();
			if (body != null) {
				entry.put("body", new String(body, StandardCharsets.UTF_8));
			}
			calls.add(entry);
		}
		data.put("calls", calls);
		GatewayResponse response = outcome.context().response();
		if (response != null) {
			data.put("response", response(response));
		}
		LastError error = outcome.context().lastError();
		if (error != null) {
			data.put("lastError", error(error));
		}
		List<Object> trace = new ArrayList<>();
		for (TraceEntry entry : outcome.trace()) {
			trace.add(Map.of("section", entry.section().key(), "source", entry.source(), "data", entry.data()));
		}
		data.put("trace", trace);
		return outcome.secrets().maskData(data);
	}

	private static Map<String, Object> response(GatewayResponse response) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("status", response.statusCode());
		entry.put("headers", headers(response.headers()));
		MessageBody body = response.body();
		byte[] bytes = (body != null) ? body.bytes() : null;
		entry.put("body", (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "");
		return entry;
	}

	private static Map<String, Object> error(LastError error) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("source", error.source());
		entry.put("reason", String.valueOf(error.reason()));
		entry.put("message", error.message());
		entry.put("scope", String.valueOf(error.scope()));
		entry.put("section", String.valueOf(error.section()));
		entry.put("path", String.valueOf(error.path()));
		return entry;
	}

	private static List<Object> headers(MessageHeaders headers) {
		List<Object> lines = new ArrayList<>();
		headers.forEach((name, value) -> lines
			.add(Map.of("name", name, "value", name.equalsIgnoreCase("Authorization") ? "***" : value)));
		return lines;
	}

}
