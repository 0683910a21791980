package io.selvage.fabric.simulator.naming;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.selvage.fabric.simulator.state.Generation;
import io.selvage.fabric.simulator.state.LocationVersion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the {@code Version} of a ResolvePartition answer: JSON with braces and
 * quotes percent-escaped and everything else bare.
 */
final class VersionToken {

	private VersionToken() {
	}

	static String write(LocationVersion version) {
		String json = """
				{"PartitionId":"%s","FMVersion":"%d","StoreVersion":"%d","GenerationNumber":{"Generation":"%d",\
				"NodeId":{"Id":"%s"}}}""".formatted(version.partitionId(), version.fmVersion(), version.storeVersion(),
				version.generation().number(), version.generation().nodeId());
		return json.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
	}

	/**
	 * Reads a token, unescaping it once. A twice escaped token is no JSON and thus
	 * refused.
	 */
	static LocationVersion read(String token) {
		try {
			JsonNode json = JsonMapper.shared()
				.readTree(URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8));
			JsonNode generation = json.required("GenerationNumber");
			return new LocationVersion(UUID.fromString(json.required("PartitionId").asString()),
					Long.parseLong(json.required("FMVersion").asString()),
					Long.parseLong(json.required("StoreVersion").asString()),
					new Generation(Long.parseLong(generation.required("Generation").asString()),
							generation.required("NodeId").required("Id").asString()));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
		}
	}

}
