package io.selvage.gateway.forward.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.selvage.gateway.forward.Trailers;
import reactor.netty.NettyPipeline;

/**
 * Keeps the trailers of requests, which Reactor Netty drops.
 */
@Sharable
final class ClientChannel extends ChannelInboundHandlerAdapter {

	private static final ClientChannel INSTANCE = new ClientChannel();

	private static final String NAME = "selvage.client";

	static void install(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null && channel.pipeline().get(NAME) == null) {
			channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, INSTANCE);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
			Trailers.received(context.channel(), last.trailingHeaders());
		}
		super.channelRead(context, message);
	}

}
