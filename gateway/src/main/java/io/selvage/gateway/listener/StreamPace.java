package io.selvage.gateway.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.concurrent.Future;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pace of one request over HTTP/2: its body must arrive, and its answer be
 * taken, as fast as over a connection of its own. A client that gives no room in its
 * window takes nothing.
 * <p>
 * Requests share their connection, and a frame counts only when it is whole. So a stream
 * on which too little moved is left alone if enough moved on its connection for all that
 * are under way: then the client is busy with the others.
 */
final class StreamPace extends ChannelDuplexHandler {

	private static final String NAME = "selvage.pace";

	private final ClientPace connection;

	private final ClientPace.Limits limits;

	private final BodyPace body;

	private boolean inBody;

	private long pending;

	private long taken;

	private @Nullable Future<?> bodyClock;

	private @Nullable Future<?> writeClock;

	private StreamPace(ClientPace connection, boolean inBody) {
		this.connection = connection;
		this.limits = connection.limits();
		this.body = new BodyPace(this.limits);
		this.inBody = inBody;
	}

	/**
	 * Watches a stream.
	 * @param stream the stream, whose head was read
	 * @param connection the watch over its connection
	 * @param inBody whether a body follows
	 */
	static void install(Channel stream, ClientPace connection, boolean inBody) {
		stream.pipeline().addFirst(NAME, new StreamPace(connection, inBody));
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		if (this.inBody) {
			this.connection.bodies().begin();
			judgeBodyLater(context);
		}
	}

	private void judgeBodyLater(ChannelHandlerContext context) {
		long before = this.connection.bytesRead();
		this.bodyClock = schedule(context, () -> judgeBody(context, before));
	}

	private Future<?> schedule(ChannelHandlerContext context, Runnable judge) {
		return context.executor().schedule(judge, this.limits.window().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void read(ChannelHandlerContext context) throws Exception {
		if (this.inBody) {
			this.body.reading();
		}
		super.read(context);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof Http2DataFrame data) {
			this.body.arrived(data.content().readableBytes());
			if (data.isEndStream()) {
				endOfBody();
			}
		}
		else if (message instanceof Http2HeadersFrame head && head.isEndStream()) {
			endOfBody();
		}
		super.channelRead(context, message);
	}

	private void endOfBody() {
		if (this.inBody) {
			this.inBody = false;
			this.connection.bodies().end();
			cancel(this.bodyClock);
		}
	}

	private void judgeBody(ChannelHandlerContext context, long before) {
		boolean busy = this.connection.bodies()
			.fair(this.connection.bytesRead() - before, this.limits.bytesPerWindow());
		if (!this.inBody) {
			return;
		}
		if (!this.body.late() || busy) {
			judgeBodyLater(context);
			return;
		}
		endOfBody();
		context.executor()
			.schedule(() -> context.channel().close(), ClientPace.LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
		context.fireExceptionCaught(new BackendFailure(BackendError.CLIENT_TOO_SLOW,
				"less than " + this.limits.bytesPerSecond() + " bytes a second")
			.asSignal());
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (!(message instanceof Http2DataFrame data) || data.content().readableBytes() == 0) {
			super.write(context, message, promise);
			return;
		}
		int bytes = data.content().readableBytes();
		this.pending += bytes;
		super.write(context, message, promise.unvoid().addListener((written) -> {
			this.pending -= bytes;
			this.taken += bytes;
		}));
	}

	@Override
	public void flush(ChannelHandlerContext context) throws Exception {
		super.flush(context);
		if (this.writeClock == null && this.pending > 0) {
			this.connection.answers().begin();
			judgeWritingLater(context);
		}
	}

	private void judgeWritingLater(ChannelHandlerContext context) {
		this.taken = 0;
		long before = this.connection.bytesWritten();
		this.writeClock = schedule(context, () -> judgeWriting(context, before));
	}

	private void judgeWriting(ChannelHandlerContext context, long before) {
		boolean busy = this.connection.answers()
			.fair(this.connection.bytesWritten() - before, this.limits.bytesPerWindow());
		if (this.pending == 0) {
			this.connection.answers().end();
			this.writeClock = null;
		}
		else if (busy || this.taken >= this.limits.bytesPerWindow()) {
			judgeWritingLater(context);
		}
		else {
			context.channel().close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		endOfBody();
		if (this.writeClock != null) {
			cancel(this.writeClock);
			this.writeClock = null;
			this.connection.answers().end();
		}
		super.channelInactive(context);
	}

	private static void cancel(@Nullable Future<?> clock) {
		if (clock != null) {
			clock.cancel(false);
		}
	}

	/**
	 * The streams of a connection that wait for its client.
	 */
	static final class Waiting {

		private int streams;

		void begin() {
			this.streams++;
		}

		void end() {
			this.streams--;
		}

		boolean fair(long moved, long wanted) {
			return moved >= wanted * Math.max(1, this.streams);
		}

	}

}
