package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.management.ManagementServer.Answer;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stands in the place of whichever property, the answer is never that the server
 * failed, and a refusal says what is wrong.
 */
class HostileBodiesTests {

	private static final List<String> VALUES = List.of("null", "true", "-1", "1e999", "1.5", "\"\"", "\" \"", "\"x\"",
			"\"7\"", "\"PT1M\"", "\"\\u0000\\ud800\"", "[]", "[null]", "[[]]", "[7]", "{}", "{\"\":\"\"}",
			"{\"a\":[[]]}", "\"/\"", "\"//\"", "\"/backends/\"", "\"***\"", "\"{{\"", "\"" + "a".repeat(5000) + "\"",
			"99999999999999999999999", "\"0001-01-01\"", "\"https://\"", "\"<\"");

	@AutoClose
	private static final ManagementServer server = new ManagementServer();

	static List<ResourceType> types() {
		return ResourceType.all().stream().filter((type) -> !type.path().startsWith("workspaces/")).toList();
	}

	@ParameterizedTest
	@MethodSource("types")
	void aRefusalSaysWhatIsWrong(ResourceType type) {
		List<String> wrong = new ArrayList<>();
		for (String place : places(type.schema(), new HashSet<>())) {
			for (String value : VALUES) {
				String body = "{\"properties\":" + place.formatted(value) + "}";
				for (String method : List.of("PUT", "PATCH")) {
					Answer answer = server.call(ManagementServer.CONTRIBUTOR, method,
							ManagementServer.SERVICE + path(type) + "?api-version=2024-05-01&validateOnly=true", body);
					if (answer.status() >= 500 || (answer.status() == 400 && !isPrecise(answer.json()))) {
						wrong.add(method + " " + body + " -> " + answer.status() + " " + answer.body());
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	private static boolean isPrecise(JsonNode body) {
		JsonNode error = body.path("error");
		boolean precise = !error.path("code").asString("").isEmpty() && !error.path("message").asString("").isEmpty();
		for (JsonNode detail : error.path("details")) {
			precise &= !detail.path("code").asString("").isEmpty() && !detail.path("target").asString("").isEmpty()
					&& detail.path("message").asString("").length() > 10;
		}
		return precise;
	}

	private static String path(ResourceType type) {
		ResourceType parent = type.parent();
		String name = type.collection().equals("policies") ? "policy" : "x";
		return ((parent != null) ? path(parent) : "") + "/" + type.collection() + "/" + name;
	}

	/** Bodies with a gap in the place of each property, at any depth. */
	private static List<String> places(Schema schema, Set<Schema> above) {
		List<String> places = new ArrayList<>();
		if (!above.add(schema)) {
			return places;
		}
		for (Property property : schema.properties()) {
			String gap = "{\"" + property.name() + "\":%s}";
			places.add(gap);
			ValueType inner = property.type();
			while (inner instanceof ValueType.ListOf list) {
				inner = list.element();
				gap = gap.replace("%s", "[%s]");
			}
			if (inner instanceof ValueType.Structure structure) {
				for (String place : places(structure.schema(), above)) {
					places.add(gap.replace("%s", place));
				}
			}
		}
		above.remove(schema);
		return places;
	}

}
