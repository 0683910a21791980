package io.selvage.fabric.simulator.state;

import java.util.List;

/**
 * What a resolve of one partition found.
 *
 * @param serviceName the full name of the service
 * @param partition the partition
 * @param endpoints the endpoints: the primary first, then secondaries; instances in table
 * order
 * @param version the location version
 */
public record ResolvedPartition(String serviceName, PartitionInformation partition, List<Endpoint> endpoints,
		LocationVersion version) {

	/**
	 * One endpoint.
	 *
	 * @param kind its kind
	 * @param address its address text, empty if the listener is not open
	 */
	public record Endpoint(EndpointKind kind, String address) {
	}

}
