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

	/** For the answer to a body that failed to be written. */
	static final long LAST_WORDS_MILLIS = 1000;

	private final Limits limits;

	private @Nullable Future<?> headClock;

	private @Nullable Future<?> bodyClock;

	private boolean inBody;

	/** Reactor Netty would let wait for ever who begins to read after a failure. */
	private volatile boolean bodyRead;

	private volatile @Nullable BackendFailure bodyFailure;

	private long bodyBytes;

	private volatile boolean bodyLeft;

	private final BodyPace body;

	private final WritePace answer;

	private final StreamPace.Waiting bodies = new StreamPace.Waiting();

	private final StreamPace.Waiting answers = new StreamPace.Waiting();

	private long read;

	private int unanswered;

	private boolean lastAnswer;

	private boolean off;

	private boolean streams;

	ClientPace(Limits limits) {
		this.limits = limits;
		this.body = new BodyPace(limits);
		this.answer = new WritePace(limits);
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
		if (this.unanswered == 0 && this.read > 0) {
			context.writeAndFlush(Unpooled.wrappedBuffer(LATE)).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.close();
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof ByteBuf bytes) {
			this.read += bytes.readableBytes();
			if (this.inBody) {
				this.body.arrived(bytes.readableBytes());
			}
			else if (this.headClock == null && !this.off && !this.streams) {
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
		if (this.inBody) {
			this.body.reading();
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
		if (this.body.late()) {
			bodyFailed(context, new BackendFailure(BackendError.CLIENT_TOO_SLOW,
					"less than " + this.limits.bytesPerSecond() + " bytes a second"));
			return;
		}
		this.bodyClock = schedule(context, () -> judgeBody(context));
	}

	/**
	 * Has the request fail where its body is read; its answer ends the connection, on
	 * which nothing can be read any more.
	 * @param context a handler that requests pass after it
	 * @param failure what is wrong with the body
	 */
	void bodyFailed(ChannelHandlerContext context, BackendFailure failure) {
		this.lastAnswer = true;
		this.inBody = false;
		if (this.unanswered == 0) {
			context.close();
			return;
		}
		context.executor().schedule(() -> context.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
		if (this.bodyRead) {
			context.fireExceptionCaught(failure.asSignal());
		}
		else {
			this.bodyFailure = failure;
		}
	}

	/**
	 * Notes that the body of the request is being read.
	 * @return what was wrong with it before anybody read it; null for nothing
	 */
	@Nullable BackendFailure readBody() {
		this.bodyRead = true;
		return this.bodyFailure;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof ByteBuf bytes) {
			this.answer.written(bytes.readableBytes());
		}
		super.write(context, message, promise);
	}

	@Override
	public void flush(ChannelHandlerContext context) throws Exception {
		super.flush(context);
		if (!this.off) {
			this.answer.flushed(context);
		}
	}

	/** The head of a request was read. */
	void head() {
		this.inBody = true;
		this.bodyRead = false;
		this.bodyBytes = 0;
		this.unanswered++;
		this.body.begin();
		stopHeadClock();
	}

	/** Some of a body was decoded. */
	void received(int bytes) {
		this.bodyBytes += bytes;
	}

	/**
	 * Tells how much of the body of a request is still to come.
	 * @param announced its length
	 * @return zero if its end was read
	 */
	long unread(long announced) {
		return this.inBody ? announced - this.bodyBytes : 0;
	}

	/**
	 * Has the connection end with the answer, though the client may still be sending.
	 */
	void leaveBody() {
		this.bodyLeft = true;
	}

	boolean bodyLeft() {
		return this.bodyLeft;
	}

	/** Tells whether no more requests come. */
	boolean off() {
		return this.off;
	}

	/** Tells whether the end of a request is still to come. */
	boolean inBody() {
		return this.inBody;
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
	 * that came too slowly or was malformed would follow.
	 */
	boolean lastAnswer() {
		return this.lastAnswer;
	}

	/**
	 * Leaves what arrives to the watches of single streams. Whether the client reads at
	 * all is still judged here.
	 */
	void streams() {
		this.streams = true;
		stopHeadClock();
	}

	/** Streams that wait for their bodies. */
	StreamPace.Waiting bodies() {
		return this.bodies;
	}

	/** Streams that wait for their answers to be taken. */
	StreamPace.Waiting answers() {
		return this.answers;
	}

	Limits limits() {
		return this.limits;
	}

	long bytesRead() {
		return this.read;
	}

	long bytesWritten() {
		return this.answer.written();
	}

	/**
	 * Stops judging: a WebSocket has an idle time of its own.
	 */
	void noMoreRequests() {
		this.off = true;
		this.inBody = false;
		stopHeadClock();
		stopBodyClock();
		this.answer.stop();
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
		this.answer.stop();
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
