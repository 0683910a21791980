package io.selvage.gateway.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import io.selvage.gateway.listener.ClientPace.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which a client takes what is written to its connection, judged per window.
 * The clock runs only while something is left after a flush. Who takes too little loses
 * the connection at once, because nothing could be told him.
 */
final class WritePace {

	private final Limits limits;

	private @Nullable Future<?> clock;

	private long written;

	private long writtenBefore;

	private long pendingBefore;

	WritePace(Limits limits) {
		this.limits = limits;
	}

	/** Some bytes are about to be written. */
	void written(int bytes) {
		this.written += bytes;
	}

	/** How many bytes were written. */
	long written() {
		return this.written;
	}

	/** As much as the client takes was sent. */
	void flushed(ChannelHandlerContext context) {
		if (this.clock == null) {
			watch(context, pending(context));
		}
	}

	private void watch(ChannelHandlerContext context, long pending) {
		if (pending > 0) {
			this.pendingBefore = pending;
			this.writtenBefore = this.written;
			this.clock = context.executor()
				.schedule(() -> judge(context), this.limits.window().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private static long pending(ChannelHandlerContext context) {
		ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	private void judge(ChannelHandlerContext context) {
		this.clock = null;
		long pending = pending(context);
		long taken = this.pendingBefore + this.written - this.writtenBefore - pending;
		if (pending > 0 && taken < this.limits.bytesPerWindow()) {
			context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
			context.close();
			return;
		}
		watch(context, pending);
	}

	/** Nothing is judged any more, until something is flushed again. */
	void stop() {
		if (this.clock != null) {
			this.clock.cancel(false);
			this.clock = null;
		}
	}

}
