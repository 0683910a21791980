package io.selvage.fabric.naming;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.ResolutionVersion;

/**
 * Reads the two ordering numbers out of a version token: percent-escaped JSON that the
 * cluster wants back unchanged.
 */
final class VersionToken {

	private VersionToken() {
	}

	static ResolutionVersion read(String token, String partitionId) {
		String json;
		try {
			json = URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new FabricException.InvalidAnswer("the Version token is not percent-encoded text");
		}
		Fields version = Fields.of(Fields.tree(json, "the Version token"), "Version");
		String of = version.text("PartitionId");
		if (!of.equalsIgnoreCase(partitionId)) {
			throw new FabricException.InvalidAnswer(
					"the Version token is for partition " + of + ", the answer for partition " + partitionId);
		}
		return new ResolutionVersion(token, version.object("GenerationNumber").int64("Generation"),
				version.int64("FMVersion"));
	}

}
