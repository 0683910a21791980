package io.selvage.gateway.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pace of one client, byte by byte, so that nobody holds a connection by
 * being slow:
 * <ul>
 * <li>The head of a request must be there within a deadline that begins with its first
 * byte, that of the first request with the connection. Late heads are answered with 408
 * where no other answer is under way (RFC 9110 section 15.5.9).
 * <li>A body must arrive, and an answer be taken, at a minimum rate, judged per window.
 * Only time in which the gateway waited for the client counts: a backend that is slow is
 * not the client's fault.
 * </ul>
 * A timer runs only while something is unfinished at the end of a read or a flush. All
 * state belongs to the connection's event loop.
 */
final class ClientPace extends ChannelDuplexHandler {

	private static final AttributeKey<ClientPace> OF = AttributeKey.valueOf(ClientPace.class, "of");

	private static final byte[] LATE = ("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		.getBytes(StandardCharsets.US_ASCII);

	/** For the answer to a slow body to be written. */
	private static final long LAST_WORDS_MILLIS = 1000;

	private final Limits limits;

	private @Nullable Future<?> headClock;

	private @Nullable Future<?> bodyClock;

	private @Nullable Future<?> writeClock;

	private boolean inBody;

	private boolean readPending;

	private long waitingSince;

	private long waited;

	private long received;

	private long written;

	private long pendingBefore;

	private int unanswered;

	private boolean tooSlow;

	private boolean off;

	ClientPace(Limits limits) {
		this.limits = limits;
	}

	/**
	 * Finds the watch of a connection.
	 * @param channel a connection, or a stream of it
	 * @return null if it is not watched
	 */
	static @Nullable ClientPace of(Channel channel) {
		Channel connection = (channel.parent() != null && channel.parent().hasAttr(OF)) ? channel.parent() : channel;
		return connection.hasAttr(OF) ? connection.attr(OF).get() : null;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		context.channel().attr(OF).set(this);
		startHeadClock(context);
	}

	private void startHeadClock(ChannelHandlerContext context) {
		this.headClock = context.executor()
			.schedule(() -> headIsLate(context), this.limits.head().toMillis(), TimeUnit.MILLISECONDS);
	}

	private void headIsLate(ChannelHandlerContext context) {
		if (this.unanswered == 0 && this.received > 0) {
			context.writeAndFlush(Unpooled.wrappedBuffer(LATE)).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.close();
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (!this.off && message instanceof ByteBuf bytes) {
			this.received += bytes.readableBytes();
			if (this.inBody) {
				if (this.readPending) {
					this.waited += System.nanoTime() - this.waitingSince;
					this.readPending = false;
				}
			}
			else if (this.headClock == null) {
				startHeadClock(context);
			}
		}
		super.channelRead(context, message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		if (this.inBody && this.bodyClock == null) {
			this.bodyClock = schedule(context, () -> judgeBody(context));
		}
		super.channelReadComplete(context);
	}

	@Override
	public void read(ChannelHandlerContext context) throws Exception {
		if (this.inBody && !this.readPending) {
			this.readPending = true;
			this.waitingSince = System.nanoTime();
		}
		super.read(context);
	}

	private Future<?> schedule(ChannelHandlerContext context, Runnable judge) {
		return context.executor().schedule(judge, this.limits.window().toMillis(), TimeUnit.MILLISECONDS);
	}

	private void judgeBody(ChannelHandlerContext context) {
		this.bodyClock = null;
		if (!this.inBody) {
			return;
		}
		long now = System.nanoTime();
		long waiting = this.waited + (this.readPending ? now - this.waitingSince : 0);
		boolean clientsTurn = waiting > this.limits.window().toNanos() * 3 / 4;
		if (clientsTurn && this.received < this.limits.bytesPerWindow()) {
			bodyIsLate(context);
			return;
		}
		this.waited = 0;
		this.waitingSince = now;
		this.received = 0;
		this.bodyClock = schedule(context, () -> judgeBody(context));
	}

	/** The request fails where its body is read, and its answer ends the connection. */
	private void bodyIsLate(ChannelHandlerContext context) {
		this.tooSlow = true;
		this.inBody = false;
		if (this.unanswered == 0) {
			context.close();
			return;
		}
		context.executor().schedule(() -> context.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
		context.fireExceptionCaught(new BackendFailure(BackendError.CLIENT_TOO_SLOW,
				"less than " + this.limits.bytesPerSecond() + " bytes a second")
			.asSignal());
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof ByteBuf bytes) {
			this.written += bytes.readableBytes();
		}
		super.write(context, message, promise);
	}

	@Override
	public void flush(ChannelHandlerContext context) throws Exception {
		super.flush(context);
		if (this.writeClock == null && !this.off) {
			long pending = pending(context);
			if (pending > 0) {
				this.pendingBefore = pending;
				this.written = 0;
				this.writeClock = schedule(context, () -> judgeWriting(context));
			}
		}
	}

	private static long pending(ChannelHandlerContext context) {
		ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	private void judgeWriting(ChannelHandlerContext context) {
		this.writeClock = null;
		long pending = pending(context);
		if (pending == 0 || this.off) {
			return;
		}
		long taken = this.pendingBefore + this.written - pending;
		if (taken < this.limits.bytesPerWindow()) {
			context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
			context.close();
			return;
		}
		this.pendingBefore = pending;
		this.written = 0;
		this.writeClock = schedule(context, () -> judgeWriting(context));
	}

	/** The head of a request was read. */
	void head() {
		this.inBody = true;
		this.unanswered++;
		this.waited = 0;
		this.received = 0;
		this.readPending = false;
		stopHeadClock();
	}

	/** The end of a request was read. */
	void end() {
		this.inBody = false;
		stopHeadClock();
	}

	/** The end of an answer is about to be written. */
	void answered() {
		this.unanswered--;
	}

	/**
	 * Tells whether the connection must end with the answer, because the rest of a body
	 * that came too slowly would follow.
	 */
	boolean tooSlow() {
		return this.tooSlow;
	}

	/**
	 * Stops judging what arrives: HTTP/2 connections, which carry many requests at once,
	 * after their first request, and WebSockets, which have an idle time of their own.
	 */
	void noMoreRequests() {
		this.off = true;
		this.inBody = false;
		stopHeadClock();
		stopBodyClock();
	}

	private void stopHeadClock() {
		if (this.headClock != null) {
			this.headClock.cancel(false);
			this.headClock = null;
		}
	}

	private void stopBodyClock() {
		if (this.bodyClock != null) {
			this.bodyClock.cancel(false);
			this.bodyClock = null;
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		stopHeadClock();
		stopBodyClock();
		if (this.writeClock != null) {
			this.writeClock.cancel(false);
		}
		super.channelInactive(context);
	}

	/**
	 * How slow a client may be.
	 *
	 * @param head within which the head of a request must arrive
	 * @param window over which a rate is judged
	 * @param bytesPerSecond the least that must be moved in either direction
	 */
	record Limits(Duration head, Duration window, long bytesPerSecond) {

		long bytesPerWindow() {
			return this.bytesPerSecond * this.window.toMillis() / 1000;
		}

	}

}
