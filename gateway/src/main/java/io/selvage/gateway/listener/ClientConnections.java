package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * The connections of clients: counts them, and closes those on which the head of a
 * request takes too long to arrive.
 */
public final class ClientConnections {

	private static final String FIRST = "selvage.deadline";

	private final AtomicInteger open = new AtomicInteger();

	private final Duration headerDeadline;

	/**
	 * Creates it.
	 * @param headerDeadline within which the head of a request must arrive, from its
	 * first byte on
	 */
	public ClientConnections(Duration headerDeadline) {
		this.headerDeadline = headerDeadline;
	}

	/**
	 * Returns how many connections are open.
	 * @return zero or more
	 */
	public int open() {
		return this.open.get();
	}

	/**
	 * HTTP/2 connections carry many requests at once and are bounded by their idle time.
	 */
	void install(Channel channel) {
		this.open.incrementAndGet();
		channel.closeFuture().addListener((closed) -> this.open.decrementAndGet());
		boolean http1 = channel.pipeline().get(NettyPipeline.HttpCodec) != null
				&& channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null;
		if (http1) {
			HeaderDeadline deadline = new HeaderDeadline();
			channel.pipeline().addBefore(NettyPipeline.HttpCodec, FIRST, deadline);
			ClientChannel.install(channel, deadline);
		}
	}

	/**
	 * Watches the time between the first byte of a request and the end of its head.
	 */
	final class HeaderDeadline extends ChannelInboundHandlerAdapter {

		private @Nullable Future<?> clock;

		private boolean inBody;

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
			if (this.clock == null && !this.inBody) {
				this.clock = context.executor()
					.schedule(() -> context.close(), ClientConnections.this.headerDeadline.toMillis(),
							TimeUnit.MILLISECONDS);
			}
			super.channelRead(context, message);
		}

		void head() {
			this.inBody = true;
			stop();
		}

		void end() {
			this.inBody = false;
			stop();
		}

		private void stop() {
			if (this.clock != null) {
				this.clock.cancel(false);
				this.clock = null;
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) throws Exception {
			stop();
			super.channelInactive(context);
		}

	}

}
