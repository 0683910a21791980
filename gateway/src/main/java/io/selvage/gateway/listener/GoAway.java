package io.selvage.gateway.listener;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.AttributeKey;

/**
 * Announces to the client of a connection of HTTP/2 that it will end: a GOAWAY frame that
 * names no last stream, so that what the client sent meanwhile is served, and has it go
 * elsewhere (RFC 9113 section 6.8).
 */
final class GoAway {

	private static final AttributeKey<Boolean> SAID = AttributeKey.valueOf(GoAway.class, "said");

	private GoAway() {
	}

	/**
	 * Says it, once.
	 * @param connection a connection, on whose event loop this is called; of another
	 * protocol than HTTP/2, it is left alone
	 */
	static void announce(Channel connection) {
		if (connection.pipeline().get(Http2FrameCodec.class) != null && connection.attr(SAID).getAndSet(true) == null) {
			connection
				.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
		}
	}

}
