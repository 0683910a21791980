package io.selvage.gateway.forward;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.AttributeKey;

/**
 * Opens the window of a whole connection of HTTP/2 (RFC 9113 section 6.9.1), which is no
 * larger than that of a single stream until somebody says so: one stream that nobody
 * reads would otherwise keep all others of its connection from sending. What is held in
 * memory is bounded by the windows of the streams and their number.
 */
final class ConnectionWindow {

	private static final AttributeKey<Boolean> OPENED = AttributeKey.valueOf(ConnectionWindow.class, "opened");

	private ConnectionWindow() {
	}

	/**
	 * Opens it as far as it goes, once.
	 * @param connection a connection, on its event loop
	 */
	static void open(Channel connection) {
		if (connection.hasAttr(OPENED)) {
			return;
		}
		Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
		if (codec == null) {
			return;
		}
		connection.attr(OPENED).set(Boolean.TRUE);
		Http2Connection streams = codec.connection();
		int now = streams.local().flowController().initialWindowSize(streams.connectionStream());
		if (now < Integer.MAX_VALUE) {
			connection.writeAndFlush(new DefaultHttp2WindowUpdateFrame(Integer.MAX_VALUE - now));
		}
	}

}
