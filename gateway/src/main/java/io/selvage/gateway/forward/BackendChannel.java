package io.selvage.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.NettyPipeline;

/**
 * Guards an HTTP/1.1 connection to a backend: informational answers are not mistaken for
 * the final one (RFC 9110 section 15.2), and a connection on which the backend speaks
 * without being asked is closed, so that nobody gets another's answer.
 */
final class BackendChannel extends ChannelDuplexHandler {

	/**
	 * Puts a guard into every new connection. One object, because it is part of the
	 * pool's key.
	 */
	static final ChannelPipelineConfigurer INSTALLER = (observer, channel, address) -> install(channel);

	private static final String NAME = "selvage.backend";

	private boolean awaiting;

	private boolean skipping;

	private boolean unread;

	private static void install(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
			channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new BackendChannel());
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpRequest) {
			this.awaiting = true;
		}
		super.write(context, message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpResponse response) {
			if (!this.awaiting) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
			this.skipping = informational(response.status());
		}
		if (this.skipping) {
			this.skipping = !(message instanceof LastHttpContent);
			this.unread = true;
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof LastHttpContent) {
			this.awaiting = false;
		}
		this.unread = false;
		super.channelRead(context, message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		super.channelReadComplete(context);
		if (this.unread) {
			this.unread = false;
			context.read();
		}
	}

	private static boolean informational(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
