package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands before the decoder of a backend connection and finds out whether an answer ended
 * where the bytes that were read end. If more came, the connection must not be used
 * again: what is left would become part of the next answer. The decoder does not tell
 * what it has left, so it is derived from the last bytes and from how much of them became
 * content. Where that cannot be known the answer is no, which costs a connection and
 * nothing else.
 */
final class AnswerEnd extends ChannelInboundHandlerAdapter {

	private static final int LINE_FEED = '\n';

	private static final int CARRIAGE_RETURN = '\r';

	private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

	private int length;

	private int end;

	private boolean blankLine;

	private boolean head;

	private boolean chunked;

	private int content;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof ByteBuf arrived) {
			this.bytes = arrived;
			this.length = arrived.readableBytes();
			this.end = arrived.writerIndex();
			this.blankLine = blankLineBefore(arrived, this.end);
			this.head = false;
			this.content = 0;
		}
		super.channelRead(context, message);
	}

	/** The head of an answer was decoded. */
	void head(boolean isChunked) {
		this.head = true;
		this.chunked = isChunked;
		this.content = 0;
	}

	/** Some of its body was decoded. */
	void content(int count) {
		this.content += count;
	}

	/**
	 * Tells, when the end of the answer was decoded, whether it is the end of what was
	 * read.
	 */
	boolean reached() {
		if (this.chunked || this.content == 0) {
			return this.blankLine;
		}
		if (!this.head) {
			return this.length == this.content;
		}
		return this.bytes.refCnt() > 0 && blankLineBefore(this.bytes, this.end - this.content);
	}

	private static boolean blankLineBefore(ByteBuf bytes, int index) {
		if (index > bytes.writerIndex() || index < 3 || bytes.getByte(index - 1) != LINE_FEED) {
			return false;
		}
		int before = bytes.getByte(index - 2);
		return before == LINE_FEED || (before == CARRIAGE_RETURN && bytes.getByte(index - 3) == LINE_FEED);
	}

}
