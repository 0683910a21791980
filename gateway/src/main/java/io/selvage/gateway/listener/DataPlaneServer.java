package io.selvage.gateway.listener;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * Sets up the server of the data plane.
 */
public final class DataPlaneServer implements NettyServerCustomizer {

	private final ClientConnections connections;

	/**
	 * Creates it.
	 * @param connections watches the connections of clients
	 */
	public DataPlaneServer(ClientConnections connections) {
		this.connections = connections;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> this.connections.install(channel));
	}

}
