package io.selvage.gateway.listener;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Sets up the server of the data plane, and no other: a bean that Boot took for a
 * customizer would be applied to the management port as well.
 */
public final class DataPlaneServer {

	private static final int MAX_HEADER_LIST_BYTES = 32768;

	/**
	 * How many bytes of an answer the kernel may hold that were not sent: a client that
	 * does not read would otherwise have megabytes fetched for it.
	 */
	private static final long UNSENT_BYTES = 32_768;

	private final ClientConnections connections;

	private final ConnectionLimit limit;

	private final int streams;

	/**
	 * Creates it.
	 * @param connections watches the connections of clients
	 * @param limit bounds their number
	 * @param streams how many requests at once one HTTP/2 connection may have
	 */
	public DataPlaneServer(ClientConnections connections, ConnectionLimit limit, int streams) {
		this.connections = connections;
		this.limit = limit;
		this.streams = streams;
	}

	/**
	 * Sets up a server.
	 * @param server as Boot has set it up
	 * @return the same with the limits of the data plane
	 */
	public HttpServer apply(HttpServer server) {
		HttpServer bounded = (LoopResources.DEFAULT_NATIVE && Epoll.isAvailable())
				? server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES) : server;
		return bounded
			.http2Settings(
					(settings) -> settings.maxConcurrentStreams(this.streams).maxHeaderListSize(MAX_HEADER_LIST_BYTES))
			.doOnChannelInit((observer, channel, address) -> {
				this.connections.install(channel);
				this.limit.install(channel);
			});
	}

}
