package io.selvage.gateway.listener;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.selvage.gateway.metrics.GatewayMeters;

/**
 * Bounds the number of connections. One too many is told so and closed before anything is
 * read from it; over TLS, where that would take a handshake, it is just closed.
 */
public final class ConnectionLimit {

	private static final byte[] BUSY = ("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
			+ "Content-Type: application/json\r\nContent-Length: 71\r\n\r\n"
			+ "{ \"statusCode\": 503, \"message\": \"The gateway has no free connection.\" }")
		.getBytes(StandardCharsets.US_ASCII);

	private final ClientConnections connections;

	private final int most;

	private final Counter rejected;

	/**
	 * Creates the limit.
	 * @param connections counts connections
	 * @param most how many there may be
	 * @param meters counts those that are turned away
	 */
	public ConnectionLimit(ClientConnections connections, int most, GatewayMeters meters) {
		this.connections = connections;
		this.most = most;
		this.rejected = meters.rejected("connections");
	}

	/**
	 * Lets a connection in or turns it away.
	 * @param channel a connection that is already counted
	 */
	void install(Channel channel) {
		if (this.connections.open() > this.most) {
			this.rejected.increment();
			channel.pipeline().addFirst("selvage.busy", new TurnAway());
		}
	}

	/**
	 * Answers, and closes once the client has had time to read: bytes that were not read
	 * would make the system reset the connection, and the answer with it.
	 */
	private static final class TurnAway extends ChannelInboundHandlerAdapter {

		private static final int PATIENCE_MILLIS = 500;

		@Override
		public void channelActive(ChannelHandlerContext context) {
			if (context.pipeline().get(SslHandler.class) != null) {
				context.close();
				return;
			}
			context.writeAndFlush(Unpooled.wrappedBuffer(BUSY)).addListener((written) -> {
				if (context.channel() instanceof DuplexChannel channel) {
					channel.shutdownOutput();
				}
			});
			context.executor().schedule(() -> context.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ReferenceCountUtil.release(message);
		}

	}

}
