package io.selvage.fabric.simulator.naming;

import io.selvage.fabric.simulator.state.ApplicationEntry;
import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.state.HealthState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls about the cluster as a whole.
 */
final class ClusterCalls {

	private final ClusterState state;

	private final NamingSettings settings;

	ClusterCalls(ClusterState state, NamingSettings settings) {
		this.state = state;
		this.settings = settings;
	}

	JsonNode version() {
		return Rendering.JSON.createObjectNode().put("Version", this.settings.runtimeVersion());
	}

	JsonNode health(ApiRequest request) {
		Rendering rendering = Rendering.of(request.version());
		ObjectNode json = Rendering.JSON.createObjectNode();
		rendering.put(json, "AggregatedHealthState", HealthState.OK);
		json.putArray("HealthEvents");
		json.putArray("UnhealthyEvaluations");
		ArrayNode nodes = json.putArray("NodeHealthStates");
		for (String node : this.settings.nodes()) {
			ObjectNode item = nodes.addObject().put("Name", node);
			rendering.put(item, "AggregatedHealthState", HealthState.OK);
		}
		ArrayNode applications = json.putArray("ApplicationHealthStates");
		for (ApplicationEntry application : this.state.applications()) {
			ObjectNode item = applications.addObject().put("Name", application.name());
			rendering.put(item, "AggregatedHealthState", HealthState.OK);
		}
		return json;
	}

	JsonNode nodes(ApiRequest request) {
		Rendering rendering = Rendering.of(request.version());
		ObjectNode json = Rendering.JSON.createObjectNode().put("ContinuationToken", "");
		ArrayNode items = json.putArray("Items");
		for (String node : this.settings.nodes()) {
			ObjectNode item = items.addObject().put("Name", node);
			item.put("IpAddressOrFQDN", "127.0.0.1");
			item.put("Type", "NodeType0");
			item.put("CodeVersion", this.settings.runtimeVersion());
			item.put("NodeStatus", "Up");
			rendering.put(item, "HealthState", HealthState.OK);
		}
		return json;
	}

	/** A cluster without Entra ID has an empty type. */
	JsonNode aadMetadata() {
		ObjectNode json = Rendering.JSON.createObjectNode();
		boolean tokens = this.settings.access().tokens();
		json.put("type", tokens ? "aad" : "");
		ObjectNode metadata = json.putObject("metadata");
		if (tokens) {
			metadata.put("authority", "https://login.invalid/simulated");
			metadata.put("client", "selvage-simulator-client");
			metadata.put("cluster", this.settings.clusterId());
			metadata.put("login", "https://login.invalid");
			metadata.put("redirect", "urn:ietf:wg:oauth:2.0:oob");
			metadata.put("tenant", "simulated");
		}
		return json;
	}

}
