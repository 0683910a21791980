package io.selvage.conformance.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An example of the specification that does not put: what it asks about is there first,
 * then its call has one of the documented outcomes.
 */
final class CallCheck {

	private final ManagedGateway gateway;

	private final Stage stage;

	private final AnswerCheck answers;

	CallCheck(ManagedGateway gateway, AnswerCheck answers) {
		this.gateway = gateway;
		this.stage = new Stage(gateway);
		this.answers = answers;
	}

	@Nullable String run(JsonNode example) {
		this.gateway.clear();
		String target = example.path("path")
			.asString()
			.replaceFirst("/subscriptions/subid/", "/subscriptions/00000000-0000-0000-0000-000000000000/");
		String path = target.replaceFirst("\\?.*$", "");
		String version = target.replaceFirst(".*api-version=([^&]*).*", "$1");
		JsonNode expect = example.path("expect");
		JsonNode body = expect.at("/200/body");
		if (example.path("method").asString().equals("GET") && body.isObject()) {
			return this.answers.run(body, 200, version);
		}
		ResourceId id = ResourceId.parse(path);
		boolean action = id == null;
		if (action) {
			id = ResourceId.parse(path.substring(0, path.lastIndexOf('/')));
		}
		if (id == null) {
			return "no resource of a known type at " + path;
		}
		String refusal = prepare(id, example, body, version);
		if (refusal != null) {
			return refusal;
		}
		Map<String, String> headers = new HashMap<>();
		example.path("headers")
			.properties()
			.forEach((header) -> headers.put(header.getKey(), header.getValue().asString()));
		JsonNode sent = example.path("requestBody").isObject() ? example.path("requestBody") : null;
		Answer answer = this.gateway.call(example.path("method").asString(), target, sent, headers);
		String difference = judged(id, example, answer);
		if (difference != null || !example.path("method").asString().equals("DELETE") || !expect.has("204")) {
			return difference;
		}
		Answer again = this.gateway.call("DELETE", target, null, headers);
		return (again.status() == 204) ? null : "the second DELETE answered " + again;
	}

	private @Nullable String prepare(ResourceId id, JsonNode example, JsonNode expected, String version) {
		ObjectNode state = JsonNodeFactory.instance.objectNode();
		ObjectNode properties = state.putObject("properties");
		if (expected.path("properties").isObject()) {
			properties.setAll((ObjectNode) expected.path("properties").deepCopy());
		}
		else if (id.type() == ResourceType.SUBSCRIPTIONS && expected.isObject()) {
			properties.setAll((ObjectNode) expected.deepCopy());
		}
		// What the call changes was different before.
		example.path("requestBody").path("properties").propertyNames().forEach(properties::remove);
		state.put("id", ManagedGateway.SERVICE + id.path()).put("type", id.type().armType()).put("name", id.name());
		return this.stage.put(new Stage.Cast(id, null, state), version);
	}

	private static @Nullable String judged(ResourceId id, JsonNode example, Answer answer) {
		JsonNode outcome = example.path("expect").path(String.valueOf(answer.status()));
		if (outcome.isMissingNode()) {
			return "answered " + answer;
		}
		List<String> problems = new ArrayList<>();
		outcome.path("headers").propertyNames().forEach((name) -> {
			if (answer.header(name) == null) {
				problems.add("there is no header " + name);
			}
		});
		if (!problems.isEmpty()) {
			return problems.get(0);
		}
		JsonNode body = outcome.path("body");
		if (body.isNull() || body.isMissingNode()) {
			return answer.body().isMissingNode() ? null : "there is a body: " + answer.body();
		}
		return body.has("properties")
				? Expectation.ofAnswered()
					.difference(id.type(), answer.body().path("properties"), body.path("properties"))
				: Expectation.plain(answer.body(), body, "body");
	}

}
