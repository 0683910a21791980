package io.selvage.gateway.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import reactor.netty.NettyPipeline;

/**
 * The idle time of an HTTP/2 connection. Without open streams it is closed, as Reactor
 * Netty would do in any case; with open ones it is asked for a sign of life, and closed
 * if there is none within another idle time: a backend may think for long, and a stream
 * of gRPC or of events may be silent.
 */
final class IdleStreams extends IdleStateHandler {

	private boolean asked;

	private IdleStreams(long idleMillis) {
		super(0, 0, idleMillis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Takes the place of Reactor Netty's own handler, if an idle time is set.
	 * @param connection an HTTP/2 connection
	 */
	static void install(Channel connection) {
		if (connection.pipeline().get(NettyPipeline.IdleTimeoutHandler) instanceof IdleStateHandler known
				&& !(known instanceof IdleStreams)) {
			connection.pipeline()
				.replace(known, NettyPipeline.IdleTimeoutHandler, new IdleStreams(known.getAllIdleTimeInMillis()));
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		this.asked = false;
		super.channelRead(context, message);
	}

	@Override
	protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
		Http2FrameCodec codec = context.pipeline().get(Http2FrameCodec.class);
		if (this.asked || codec == null || codec.connection().numActiveStreams() == 0) {
			context.channel().close();
			return;
		}
		this.asked = true;
		context.channel().writeAndFlush(new DefaultHttp2PingFrame(System.nanoTime()));
	}

}
