package io.selvage.gateway.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Watches the frames a client of HTTP/2 sends:
 * <ul>
 * <li>The head of a request must arrive within a deadline, from the first byte of its
 * first frame to the end of its last (RFC 9113 sections 4.1, 6.2 and 6.10). The decoder
 * tells of frames only once they are whole, and of heads once all their frames are; so
 * the bytes are looked at here. Other frames than those of bodies have the same time.
 * <li>Frames that ask for nothing, such as pings and settings, must not keep an event
 * loop busy (CVE-2019-9512, CVE-2019-9515; RFC 9113 section 10.5).
 * </ul>
 * A client that does not keep to it loses its connection. One that does not begin as one
 * of HTTP/2 is left alone.
 */
final class Http2Watch extends ChannelInboundHandlerAdapter {

	private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int FRAME_HEAD = 9;

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int WINDOW_UPDATE = 8;

	private static final int CONTINUATION = 9;

	private static final int END_HEADERS = 4;

	/** No client needs more than a few thousand a second. */
	private static final int MOST_IDLE_FRAMES = 50_000;

	private static final long IDLE_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** The frames requests are made of, and those that make room for answers. */
	private static final Set<Integer> OF_REQUESTS = Set.of(DATA, HEADERS, RST_STREAM, WINDOW_UPDATE, CONTINUATION);

	private final long deadlineNanos;

	private int idleFrames;

	private long idleFramesSince;

	private int begun;

	private int headBytes;

	private int length;

	private int type;

	private int rest;

	private boolean headOpen;

	private boolean headsWatched;

	private boolean unfinished;

	private long since;

	private @Nullable Future<?> clock;

	Http2Watch(Duration deadline) {
		this.deadlineNanos = deadline.toNanos();
		this.idleFramesSince = System.nanoTime();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof ByteBuf bytes) {
			int index = preface(bytes);
			if (index < 0) {
				context.pipeline().remove(this);
			}
			else {
				frames(bytes, index);
				this.headsWatched = this.headsWatched || Http2Heads.install(context.pipeline());
				if (this.idleFrames > MOST_IDLE_FRAMES && tooMany()) {
					ReferenceCountUtil.release(message);
					context.close();
					return;
				}
				if (this.unfinished && this.clock == null) {
					judgeIn(context, this.deadlineNanos);
				}
			}
		}
		super.channelRead(context, message);
	}

	private boolean tooMany() {
		long now = System.nanoTime();
		boolean tooMany = now - this.idleFramesSince < IDLE_FRAMES_NANOS;
		this.idleFrames = 0;
		this.idleFramesSince = now;
		return tooMany;
	}

	/**
	 * Compares with the preface.
	 * @return the index behind it; -1 if this is something else
	 */
	private int preface(ByteBuf bytes) {
		int index = bytes.readerIndex();
		while (this.begun < PREFACE.length && index < bytes.writerIndex()) {
			if (bytes.getByte(index) != PREFACE[this.begun]) {
				return -1;
			}
			index++;
			this.begun++;
		}
		return index;
	}

	private void frames(ByteBuf bytes, int from) {
		int index = from;
		while (index < bytes.writerIndex()) {
			if (this.rest > 0) {
				int part = Math.min(this.rest, bytes.writerIndex() - index);
				this.rest -= part;
				index += part;
			}
			else {
				begin();
				next(bytes.getUnsignedByte(index));
				index++;
			}
			if (this.rest == 0 && this.headBytes == 0 && !this.headOpen) {
				this.unfinished = false;
			}
		}
		if (this.rest > 0 && this.type == DATA) {
			this.unfinished = false;
		}
	}

	private void begin() {
		if (!this.unfinished) {
			this.unfinished = true;
			this.since = System.nanoTime();
		}
	}

	/** One byte of what a frame begins with: length, type, flags, stream. */
	private void next(int value) {
		switch (this.headBytes) {
			case 0 -> this.length = value;
			case 1, 2 -> this.length = (this.length << 8) | value;
			case 3 -> this.type = value;
			case 4 -> {
				if (this.type == HEADERS || this.type == CONTINUATION) {
					this.headOpen = (value & END_HEADERS) == 0;
				}
			}
			default -> {
				// the number of the stream
			}
		}
		this.headBytes++;
		if (this.headBytes == FRAME_HEAD) {
			this.headBytes = 0;
			this.rest = this.length;
			this.idleFrames += OF_REQUESTS.contains(this.type) ? 0 : 1;
		}
	}

	private void judgeIn(ChannelHandlerContext context, long nanos) {
		this.clock = context.executor().schedule(() -> judge(context), nanos, TimeUnit.NANOSECONDS);
	}

	private void judge(ChannelHandlerContext context) {
		this.clock = null;
		long left = this.since + this.deadlineNanos - System.nanoTime();
		if (this.unfinished && left <= 0) {
			context.close();
		}
		else if (this.unfinished) {
			judgeIn(context, left);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		if (this.clock != null) {
			this.clock.cancel(false);
		}
		super.channelInactive(context);
		OpenStreams.closeAll(context.channel());
	}

}
