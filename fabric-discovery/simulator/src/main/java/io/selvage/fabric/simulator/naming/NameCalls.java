package io.selvage.fabric.simulator.naming;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.state.ClusterState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of the naming store: names and their properties.
 */
final class NameCalls {

	private final ClusterState state;

	NameCalls(ClusterState state) {
		this.state = state;
	}

	boolean exists(ApiRequest request) {
		return this.state.nameExists(request.path().name(0));
	}

	JsonNode subNames(ApiRequest request) {
		String parent = existingName(request) + "/";
		boolean recursive = request.flag("Recursive");
		ObjectNode json = start();
		ArrayNode names = json.putArray("SubNames");
		this.state.names()
			.filter((name) -> name.startsWith(parent))
			.map((name) -> recursive ? name : firstLevel(name, parent.length()))
			.distinct()
			.forEach(names::add);
		return json;
	}

	JsonNode properties(ApiRequest request) {
		String name = existingName(request);
		boolean values = request.flag("IncludeValues");
		ObjectNode json = start();
		ArrayNode properties = json.putArray("Properties");
		List<Map.Entry<String, String>> entries = List.copyOf(this.state.properties(name).entrySet());
		for (int i = 0; i < entries.size(); i++) {
			properties.add(render(name, entries.get(i), i + 1, values));
		}
		return json;
	}

	JsonNode property(ApiRequest request) {
		String name = existingName(request);
		List<Map.Entry<String, String>> entries = List.copyOf(this.state.properties(name).entrySet());
		String wanted = request.parameter("PropertyName")
			.orElseThrow(() -> new FabricError.Exception(FabricError.INVALID_ARGUMENT));
		for (int i = 0; i < entries.size(); i++) {
			if (entries.get(i).getKey().equals(wanted)) {
				return render(name, entries.get(i), i + 1, true);
			}
		}
		throw new FabricError.Exception(FabricError.PROPERTY_DOES_NOT_EXIST);
	}

	private static ObjectNode render(String name, Map.Entry<String, String> entry, int sequence, boolean withValue) {
		ObjectNode property = Rendering.JSON.createObjectNode();
		String value = entry.getValue();
		property.put("Name", entry.getKey());
		if (withValue) {
			property.putObject("Value").put("Kind", "String").put("Data", value);
		}
		ObjectNode metadata = property.putObject("Metadata");
		metadata.put("TypeId", "String");
		metadata.put("CustomTypeId", "");
		metadata.put("Parent", name);
		metadata.put("SizeInBytes", value.getBytes(StandardCharsets.UTF_16LE).length);
		metadata.put("LastModifiedUtcTimestamp", "2026-01-01T00:00:00.000Z");
		metadata.put("SequenceNumber", String.valueOf(sequence));
		return property;
	}

	private String existingName(ApiRequest request) {
		String name = request.path().name(0);
		if (!this.state.nameExists(name)) {
			throw new FabricError.Exception(FabricError.NAME_DOES_NOT_EXIST);
		}
		return name;
	}

	private static ObjectNode start() {
		ObjectNode json = Rendering.JSON.createObjectNode();
		return json.put("ContinuationToken", "").put("IsConsistent", true);
	}

	private static String firstLevel(String name, int parentLength) {
		int slash = name.indexOf('/', parentLength);
		return (slash < 0) ? name : name.substring(0, slash);
	}

}
