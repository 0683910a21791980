package io.selvage.conformance.policy;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.selvage.conformance.Vectors;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vectors about what happens before policies run: a request over the wire to a whole
 * gateway.
 */
final class GatewayVectors {

	private GatewayVectors() {
	}

	static @Nullable String check(JsonNode vector) throws IOException {
		JsonNode request = vector.get("given").get("request");
		byte[] body = Samples.body(request);
		GatewayResponse response;
		try (WholeGateway gateway = WholeGateway.start(new VectorCatalog(vector))) {
			response = gateway.send(request.path("method").asString("GET"), URI.create(request.get("url").asString()),
					Samples.headers(request.path("headers")), (body != null) ? body : new byte[0]);
		}
		List<String> differences = new ArrayList<>();
		JsonNode expect = vector.get("expect");
		response(expect.path("response"), response, differences);
		lastError(expect.path("lastError"), response.headers(), differences);
		return differences.isEmpty() ? null : String.join("; ", differences);
	}

	private static void response(JsonNode expect, GatewayResponse response, List<String> differences) {
		if (expect.has("statusCode") && expect.get("statusCode").asInt() != response.statusCode()) {
			differences.add("status: expected " + expect.get("statusCode") + ", was " + response.statusCode());
		}
		String text = Samples.text(response.body());
		if (expect.has("body")) {
			note(Match.text("body", expect.get("body"), text), differences);
		}
		if (expect.has("json")) {
			note(Match.json("body", expect.get("json"), Vectors.parse(text)), differences);
		}
		expect.path("headers")
			.properties()
			.forEach((entry) -> note(Match.header(entry.getKey(), entry.getValue(), response.headers()), differences));
	}

	private static void lastError(JsonNode expect, MessageHeaders headers, List<String> differences) {
		if (!expect.isMissingNode() && !headers.contains(VectorCatalog.ERROR_PREFIX + "Source")) {
			differences.add("LastError: expected " + expect + ", but on-error did not run");
			return;
		}
		expect.properties()
			.forEach((entry) -> note(Match.text("LastError." + entry.getKey(), entry.getValue(),
					headers.first(VectorCatalog.ERROR_PREFIX + entry.getKey())), differences));
	}

	private static void note(@Nullable String difference, List<String> differences) {
		if (difference != null) {
			differences.add(difference);
		}
	}

}
