package io.selvage.fabric.simulator.naming;

import java.util.List;
import java.util.stream.IntStream;

import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.tls.ServerTls;
import io.selvage.fabric.simulator.wire.ReservedPorts;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * What the endpoints of a cluster share, and the place where they are opened.
 *
 * @param state the truth
 * @param settings what the endpoints have in common
 * @param tls their TLS, or {@code null} for plain HTTP
 * @param loops the event loops they run on
 * @param timer what injected delays wait on
 * @param ports where the ports of stopped endpoints are held
 * @param requests where requests are recorded
 */
public record NamingService(ClusterState state, NamingSettings settings, @Nullable ServerTls tls, LoopResources loops,
		Scheduler timer, ReservedPorts ports, NamingRequests requests) {

	public NamingService(ClusterState state, NamingSettings settings, @Nullable ServerTls tls, LoopResources loops,
			Scheduler timer, ReservedPorts ports) {
		this(state, settings, tls, loops, timer, ports, new NamingRequests());
	}

	/**
	 * Opens endpoints; blocks until they are bound.
	 * @param nodes the nodes that get one
	 * @param firstPort the port of the first, the others follow; 0 for any
	 * @return the endpoints, open
	 * @throws RuntimeException if a port is taken
	 */
	public List<NamingEndpoint> open(List<String> nodes, int firstPort) {
		return IntStream.range(0, nodes.size())
			.mapToObj((i) -> new NamingEndpoint(nodes.get(i), this, (firstPort == 0) ? 0 : firstPort + i))
			.toList();
	}

}
