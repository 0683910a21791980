package io.selvage.fabric.simulator.naming;

import java.util.Optional;

import io.selvage.fabric.simulator.state.LocationVersion;
import io.selvage.fabric.simulator.state.PartitionKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ResolveService, by GET with the version in the query or by POST with it in the body.
 */
final class ResolveCall {

	private final NodeCache cache;

	ResolveCall(NodeCache cache) {
		this.cache = cache;
	}

	JsonNode answer(ApiRequest request) {
		PartitionKey key = key(request);
		return Rendering.of(request.version())
			.resolved(this.cache.resolve(request.path().name(0), key, previous(request)));
	}

	private static PartitionKey key(ApiRequest request) {
		Optional<String> value = request.parameter("PartitionKeyValue");
		int kind = (int) request.number("PartitionKeyType", 1);
		return switch (kind) {
			case 1 -> new PartitionKey.None();
			case 2 -> new PartitionKey.Int64(request.number("PartitionKeyValue", 0));
			case 3 -> new PartitionKey.Name(value.orElse(""));
			default -> throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
		};
	}

	private static @Nullable LocationVersion previous(ApiRequest request) {
		String token = request.parameter("PreviousRspVersion").orElseGet(() -> fromBody(request.body()));
		return token.isEmpty() ? null : VersionToken.read(token);
	}

	private static String fromBody(String body) {
		if (body.isBlank()) {
			return "";
		}
		try {
			return JsonMapper.shared().readTree(body).path("PreviousRspVersion").asString("");
		}
		catch (JacksonException ex) {
			throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
		}
	}

}
