package io.selvage.gateway.listener;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at the lines of heads of HTTP/1.1 before they are decoded, for what the decoder
 * makes good without a word: lines that are folded (RFC 9112 section 5.2), and request
 * lines with other white space than single spaces (section 3). Servers read both in
 * different ways. A byte that no decoder accepts takes the place of the white space, so
 * that the request is refused in its turn.
 * <p>
 * Where a head begins is known at the beginning of a connection and behind heads and
 * bodies of known length. A request is not looked at if it follows, in the same piece, a
 * chunked body or one that began in an earlier piece.
 */
final class HeadLines extends ChannelInboundHandlerAdapter {

	private static final int REFUSED = 0;

	private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] UPGRADE = "upgrade:".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] PREFACE = "PRI ".getBytes(StandardCharsets.US_ASCII);

	private final ClientPace pace;

	/** Whether the next bytes continue a head. */
	private boolean inHead;

	private boolean lineBegins;

	/** Whether what follows the head cannot be told. */
	private boolean unknownEnd;

	private long bodyLength;

	/**
	 * Creates it.
	 * @param pace knows whether a body is being received
	 */
	HeadLines(ClientPace pace) {
		this.pace = pace;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof ByteBuf bytes && !this.pace.off() && (this.inHead || !this.pace.inBody())) {
			if (!this.inHead && begins(bytes, bytes.readerIndex(), PREFACE)) {
				context.pipeline().remove(this);
			}
			else {
				look(bytes);
			}
		}
		super.channelRead(context, message);
	}

	private void look(ByteBuf bytes) {
		int index = bytes.readerIndex();
		int end = bytes.writerIndex();
		while (index < end) {
			if (!this.inHead) {
				index = beginHead(bytes, index, end);
			}
			index = head(bytes, index, end);
			if (index < 0) {
				return;
			}
		}
	}

	/** Empty lines before a request line are allowed (RFC 9112 section 2.2). */
	private int beginHead(ByteBuf bytes, int from, int end) {
		int index = from;
		while (index < end && (bytes.getByte(index) == '\r' || bytes.getByte(index) == '\n')) {
			index++;
		}
		if (index == end) {
			return end;
		}
		this.inHead = true;
		this.lineBegins = false;
		this.unknownEnd = false;
		this.bodyLength = 0;
		int lineEnd = bytes.indexOf(index, end, (byte) '\n');
		requestLine(bytes, index, (lineEnd < 0) ? end : lineEnd);
		return index;
	}

	private static void requestLine(ByteBuf bytes, int from, int end) {
		for (int i = from; i < end; i++) {
			int next = bytes.getByte(i);
			boolean odd = next == '\t' || next == 0x0B || next == 0x0C;
			if (odd || (next == ' ' && (i == from || bytes.getByte(i - 1) == ' '))) {
				bytes.setByte(i, REFUSED);
			}
		}
	}

	/**
	 * Looks at the lines of a head.
	 * @return the index behind the head and its body; -1 if nothing more can be told of
	 * these bytes
	 */
	private int head(ByteBuf bytes, int from, int end) {
		int index = from;
		while (index < end) {
			if (this.lineBegins) {
				int first = bytes.getByte(index);
				if (first == '\r' || first == '\n') {
					this.inHead = false;
					long next = index + ((first == '\r') ? 2 : 1) + this.bodyLength;
					return (this.unknownEnd || next > end) ? -1 : (int) next;
				}
				if (first == ' ' || first == '\t') {
					bytes.setByte(index, REFUSED);
				}
				field(bytes, index, end, first | 0x20);
			}
			int lineEnd = bytes.indexOf(index, end, (byte) '\n');
			this.lineBegins = lineEnd >= 0;
			index = (lineEnd < 0) ? end : lineEnd + 1;
		}
		return end;
	}

	private void field(ByteBuf bytes, int index, int end, int first) {
		if (first == 'c' && begins(bytes, index, LENGTH)) {
			this.bodyLength = length(bytes, index + LENGTH.length, end);
			this.unknownEnd = this.unknownEnd || this.bodyLength < 0;
		}
		else if ((first == 't' && begins(bytes, index, CODING)) || (first == 'u' && begins(bytes, index, UPGRADE))) {
			this.unknownEnd = true;
		}
	}

	/** What else it may be is refused by the decoder. */
	private static long length(ByteBuf bytes, int from, int end) {
		long length = 0;
		for (int i = from; i < end; i++) {
			int next = bytes.getByte(i);
			if (next == '\r' || next == '\n') {
				return length;
			}
			if (next >= '0' && next <= '9' && length < Integer.MAX_VALUE) {
				length = length * 10 + (next - '0');
			}
			else if (next != ' ' && next != '\t') {
				return -1;
			}
		}
		return -1;
	}

	private static boolean begins(ByteBuf bytes, int index, byte[] name) {
		if (bytes.writerIndex() - index < name.length) {
			return false;
		}
		for (int i = 0; i < name.length; i++) {
			int next = bytes.getByte(index + i);
			if (next != name[i] && (next | 0x20) != name[i]) {
				return false;
			}
		}
		return true;
	}

}
