package io.selvage.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/**
 * Sends off what a stream of HTTP/2 owes its peer before it can read on. Netty's stream
 * channel writes the WINDOW_UPDATE (RFC 9113 section 6.9) for what was consumed when it
 * is asked to read, and leaves it unflushed if an earlier read has not ended: whoever
 * then asks from outside of the connection's own reading waits for a peer that waits for
 * the window.
 */
@Sharable
public final class WindowUpdates extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "selvage.window";

	private static final WindowUpdates INSTANCE = new WindowUpdates();

	private WindowUpdates() {
	}

	/**
	 * Installs it, once, and sees to it that only the stream's own window counts.
	 * @param stream a stream of HTTP/2, on its event loop
	 */
	public static void install(Channel stream) {
		if (stream.pipeline().get(NAME) == null) {
			ConnectionWindow.open(stream.parent());
			stream.pipeline().addFirst(NAME, INSTANCE);
		}
	}

	/** The stream flushes only what it wrote itself, and nothing if that was nothing. */
	@Override
	public void read(ChannelHandlerContext context) throws Exception {
		super.read(context);
		context.flush();
	}

}
