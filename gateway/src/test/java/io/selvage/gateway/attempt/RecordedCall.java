package io.selvage.gateway.attempt;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recorded call of a Service Fabric service, and the comparison of a trace with it.
 * Only where "Partition successfully resolved" stands depends on the time a resolve
 * takes.
 */
public final class RecordedCall {

	private static final String RESOLVED = "Partition successfully resolved";

	private RecordedCall() {
	}

	/** Compares entry by entry. */
	public static void assertSame(List<Map<String, Object>> entries) {
		assertThat(without(entries)).containsExactlyElementsOf(without(recorded()));
		assertThat(entries.stream().filter((entry) -> RESOLVED.equals(entry.get("message")))).hasSize(6);
	}

	/** The recorded entries, with other instances in the place of the recorded ones. */
	public static void assertSame(List<Map<String, Object>> entries, List<String> instances) {
		List<String> recordedInstances = recordedInstances();
		List<Map<String, Object>> expected = new ArrayList<>();
		for (Map<String, Object> entry : recorded()) {
			Map<String, Object> replaced = new LinkedHashMap<>();
			entry.forEach((key, value) -> {
				String text = value.toString();
				for (int i = 0; i < instances.size(); i++) {
					text = text.replace(recordedInstances.get(i), instances.get(i));
				}
				replaced.put(key, text);
			});
			expected.add(replaced);
		}
		assertThat(without(entries)).containsExactlyElementsOf(without(expected));
		assertThat(entries.stream().filter((entry) -> RESOLVED.equals(entry.get("message")))).hasSize(6);
	}

	private static List<Map<String, Object>> without(List<Map<String, Object>> entries) {
		return entries.stream().filter((entry) -> !RESOLVED.equals(entry.get("message"))).toList();
	}

	private static List<String> recordedInstances() {
		List<String> instances = new ArrayList<>();
		read().get("endpoints").forEach((endpoint) -> instances.add(endpoint.asString()));
		return instances;
	}

	private static List<Map<String, Object>> recorded() {
		List<Map<String, Object>> entries = new ArrayList<>();
		for (JsonNode entry : read().get("entries")) {
			Map<String, Object> facts = new LinkedHashMap<>();
			entry.properties().forEach((property) -> {
				if (!property.getValue().isNull()) {
					facts.put(property.getKey(), property.getValue().asString());
				}
			});
			entries.add(facts);
		}
		return entries;
	}

	/** Reduces a trace entry to what was recorded of it. */
	public static Map<String, Object> facts(String source, Map<?, ?> data) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("source", source);
		Object message = data.get("message");
		if (message == null) {
			facts.put("response", at(data, "response", "status", "code"));
			return facts;
		}
		String text = message.toString();
		facts.put("message", text);
		if (text.startsWith("Retrying...")) {
			facts.put("attempt", at(data, "attempt"));
		}
		if (text.startsWith("Trying instance")) {
			Map<?, ?> listeners = (Map<?, ?>) ((Map<?, ?>) data.get("url")).get("listeners");
			facts.put("instance", listeners.values().iterator().next());
			facts.put("type", at(data, "type"));
		}
		if (text.startsWith("Request is being forwarded")) {
			facts.put("url", at(data, "request", "url"));
		}
		if (text.startsWith("Expression")) {
			facts.put("expression", at(data, "expression"));
			facts.put("value", at(data, "value"));
		}
		if (text.startsWith("Partition successfully")) {
			facts.put("endpointsCount", at(data, "endpointsCount"));
		}
		if (text.equals("Resolving partition") || text.startsWith("Re-resolving")) {
			facts.put("partitionKey", at(data, "partitionKey", "kind"));
			facts.put("previous", String.valueOf(data.containsKey("previousPartitionVersion")));
		}
		return facts;
	}

	private static String at(Map<?, ?> data, String... path) {
		Object value = data;
		for (String key : path) {
			value = ((Map<?, ?>) value).get(key);
		}
		return String.valueOf(value);
	}

	private static JsonNode read() {
		InputStream json = RecordedCall.class.getResourceAsStream("recorded-fabric-call.json");
		assertThat(json).isNotNull();
		return JsonMapper.shared().readTree(json);
	}

}
