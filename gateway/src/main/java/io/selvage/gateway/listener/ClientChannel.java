package io.selvage.gateway.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.selvage.gateway.forward.Trailers;
import reactor.netty.NettyPipeline;

/**
 * Sees the parts of requests as they are decoded: tells the header deadline about them
 * and keeps trailers, which Reactor Netty drops.
 */
final class ClientChannel extends ChannelInboundHandlerAdapter {

	private static final String NAME = "selvage.client";

	private final ClientConnections.HeaderDeadline deadline;

	private ClientChannel(ClientConnections.HeaderDeadline deadline) {
		this.deadline = deadline;
	}

	static void install(Channel channel, ClientConnections.HeaderDeadline deadline) {
		channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, new ClientChannel(deadline));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest) {
			this.deadline.head();
		}
		if (message instanceof LastHttpContent last) {
			this.deadline.end();
			if (!last.trailingHeaders().isEmpty()) {
				Trailers.received(context.channel(), last.trailingHeaders());
			}
		}
		super.channelRead(context, message);
	}

}
