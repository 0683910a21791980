package io.selvage.fabric.simulator.control;

import io.selvage.fabric.simulator.ChaosEvent;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedNode;
import io.selvage.fabric.simulator.SimulatedPartition;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.naming.NamingEndpoint;
import io.selvage.fabric.simulator.state.PartitionInformation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the state of a cluster.
 */
final class StateJson {

	private final SimulatedCluster cluster;

	StateJson(SimulatedCluster cluster) {
		this.cluster = cluster;
	}

	ObjectNode cluster() {
		ObjectNode json = object().put("name", this.cluster.name());
		ArrayNode endpoints = json.putArray("namingEndpoints");
		for (int i = 0; i < this.cluster.namingEndpoints().size(); i++) {
			NamingEndpoint endpoint = this.cluster.naming(i);
			endpoints.addObject()
				.put("uri", endpoint.uri().toString())
				.put("node", endpoint.node())
				.put("running", endpoint.running())
				.put("lookups", endpoint.lookups());
		}
		ArrayNode nodes = json.putArray("nodes");
		for (SimulatedNode node : this.cluster.nodes()) {
			nodes.addObject().put("name", node.name()).put("up", node.up());
		}
		ArrayNode services = json.putArray("services");
		for (SimulatedService service : this.cluster.services()) {
			ObjectNode item = services.addObject().put("name", service.name()).put("kind", service.kind().text());
			ArrayNode partitions = item.putArray("partitions");
			service.partitions().forEach((partition) -> partitions.add(partition(partition)));
		}
		return json;
	}

	ObjectNode instance(SimulatedInstance instance) {
		return object().put("id", String.valueOf(instance.id()))
			.put("node", instance.node())
			.put("role", instance.role().text())
			.put("status", instance.status().text())
			.put("running", instance.running())
			.put("requests", instance.requestCount())
			.put("address", instance.address());
	}

	ObjectNode event(ChaosEvent event) {
		return object().put("fault", event.fault().text())
			.put("service", event.service())
			.put("partition", event.partition().toString())
			.put("instance", String.valueOf(event.instance()))
			.put("node", event.node());
	}

	ObjectNode namingRequests() {
		ObjectNode json = object().put("count", this.cluster.namingRequests().count());
		ObjectNode calls = json.putObject("calls");
		for (NamingCall call : NamingCall.values()) {
			long count = this.cluster.namingRequests().count(call);
			if (count > 0) {
				calls.put(call.operationId(), count);
			}
		}
		return json;
	}

	private ObjectNode partition(SimulatedPartition partition) {
		ObjectNode json = object().put("id", partition.id().toString());
		if (partition.information() instanceof PartitionInformation.Int64Range range) {
			json.put("lowKey", String.valueOf(range.lowKey())).put("highKey", String.valueOf(range.highKey()));
		}
		else if (partition.information() instanceof PartitionInformation.Named named) {
			json.put("name", named.name());
		}
		ArrayNode instances = json.putArray("instances");
		partition.instances().forEach((instance) -> instances.add(instance(instance)));
		return json;
	}

	private static ObjectNode object() {
		return JsonMapper.shared().createObjectNode();
	}

}
