package io.selvage.gateway.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Resets streams of HTTP/2 whose request is malformed in a way that makes Netty fail when
 * it turns the request into one of HTTP/1.1 (RFC 9113 section 8.1.1): without a method or
 * a path, or with such characters in them. It would neither answer them nor give back
 * their memory.
 */
final class Http2Heads extends ChannelInboundHandlerAdapter {

	private static final String NAME = "selvage.heads";

	private int highestStream;

	private Http2Heads() {
	}

	/**
	 * Installs it on a connection that speaks HTTP/2, unless it is there already.
	 * @param pipeline the handlers of the connection
	 * @return true if it is there now
	 */
	static boolean install(ChannelPipeline pipeline) {
		if (pipeline.get(NAME) == null && pipeline.get(NettyPipeline.H2MultiplexHandler) != null) {
			pipeline.addBefore(NettyPipeline.H2MultiplexHandler, NAME, new Http2Heads());
		}
		return pipeline.get(NAME) != null;
	}

	/**
	 * Installs it on a connection that may turn out to speak HTTP/2.
	 * @param pipeline the handlers of the connection
	 */
	static void prepare(ChannelPipeline pipeline) {
		if (pipeline.get(NettyPipeline.H2CUpgradeHandler) != null) {
			pipeline.addBefore(NettyPipeline.HttpTrafficHandler, NAME, new Http2Heads());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof Http2HeadersFrame frame && begins(frame.stream()) && malformed(frame.headers())) {
			context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR).stream(frame.stream()));
			return;
		}
		super.channelRead(context, message);
	}

	/** Further heads of a stream are trailers. */
	private boolean begins(@Nullable Http2FrameStream stream) {
		if (stream == null || stream.id() <= this.highestStream) {
			return false;
		}
		this.highestStream = stream.id();
		return true;
	}

	private static boolean malformed(Http2Headers headers) {
		CharSequence method = headers.method();
		CharSequence path = headers.path();
		if (method == null || !visible(method)) {
			return true;
		}
		return (path == null) ? !HttpMethod.CONNECT.asciiName().contentEquals(method) : !visible(path);
	}

	private static boolean visible(CharSequence text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7F) {
				return false;
			}
		}
		return !text.isEmpty();
	}

}
