package io.selvage.gateway.forward.listener;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * Sets up the server of the data plane.
 */
public final class DataPlaneServer implements NettyServerCustomizer {

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> ClientChannel.install(channel));
	}

}
