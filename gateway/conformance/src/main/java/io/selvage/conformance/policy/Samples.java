package io.selvage.conformance.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.dryrun.DryAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the parts of requests and answers that vectors and cases share.
 */
final class Samples {

	private Samples() {
	}

	static MessageHeaders headers(JsonNode node) {
		ListHeaders headers = new ListHeaders();
		node.properties().forEach((entry) -> {
			if (entry.getValue().isArray()) {
				entry.getValue().forEach((value) -> headers.add(entry.getKey(), value.asString()));
			}
			else {
				headers.add(entry.getKey(), entry.getValue().asString());
			}
		});
		return headers;
	}

	static byte @Nullable [] body(JsonNode node) {
		if (node.has("body") && node.get("body").isNull()) {
			return null;
		}
		if (node.has("body")) {
			return node.get("body").asString().getBytes(StandardCharsets.UTF_8);
		}
		if (node.has("bodyJson")) {
			return node.get("bodyJson").toString().getBytes(StandardCharsets.UTF_8);
		}
		if (node.has("bodyRepeat")) {
			JsonNode repeat = node.get("bodyRepeat");
			return repeat.get("text").asString().repeat(repeat.get("count").asInt()).getBytes(StandardCharsets.UTF_8);
		}
		return null;
	}

	static @Nullable MessageBody messageBody(JsonNode node) {
		byte[] bytes = body(node);
		return (bytes != null) ? MessageBody.of(bytes) : null;
	}

	static List<DryAnswer> answers(JsonNode list) {
		List<DryAnswer> answers = new ArrayList<>();
		for (JsonNode node : list) {
			if (node.has("connect") || node.has("fault")) {
				answers.add(new DryAnswer.Refused());
				continue;
			}
			byte[] body = body(node);
			int status = node.has("statusCode") ? node.get("statusCode").asInt() : node.path("status").asInt(200);
			answers.add(new DryAnswer.Response(status, node.path("reason").asString(""), headers(node.path("headers")),
					(body != null) ? body : new byte[0], Duration.ofMillis(node.path("delayMs").asInt(0))));
		}
		return answers;
	}

	static Map<String, String> strings(JsonNode node) {
		Map<String, String> strings = new HashMap<>();
		node.properties().forEach((entry) -> strings.put(entry.getKey(), entry.getValue().asString()));
		return strings;
	}

	static String text(@Nullable MessageBody body) {
		byte[] bytes = (body != null) ? body.bytes() : null;
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

}
