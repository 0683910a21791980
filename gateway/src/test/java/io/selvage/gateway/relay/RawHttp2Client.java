package io.selvage.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * A client of HTTP/2 with prior knowledge that sends exactly the frames and header fields
 * a test wants, allowed or not.
 */
final class RawHttp2Client implements AutoCloseable {

	static final int DATA = 0;

	static final int HEADERS = 1;

	static final int RST_STREAM = 3;

	static final int SETTINGS = 4;

	static final int PING = 6;

	static final int GOAWAY = 7;

	static final int WINDOW_UPDATE = 8;

	static final int CONTINUATION = 9;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int ACK = 1;

	private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	/** What came on streams nobody has asked about yet. */
	private final Map<Integer, String> outcomes = new HashMap<>();

	private int errorCode;

	private final Socket socket;

	private final DataInputStream in;

	/** Whether what was read makes room for more, as with ordinary peers. */
	private boolean givesCredit;

	private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

	RawHttp2Client(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(10_000);
		this.in = new DataInputStream(this.socket.getInputStream());
		write(PREFACE);
		frame(SETTINGS, 0, 0, new byte[0]);
	}

	private RawHttp2Client(Socket accepted) throws IOException {
		this.socket = accepted;
		this.socket.setTcpNoDelay(true);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.in.readFully(new byte[PREFACE.length]);
		this.givesCredit = true;
		frame(SETTINGS, 0, 0, new byte[0]);
	}

	/**
	 * Speaks for a server on a connection whose client begins with the preface.
	 */
	static RawHttp2Client serving(Socket accepted) throws IOException {
		return new RawHttp2Client(accepted);
	}

	void timeout(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
	}

	/**
	 * Sends a frame.
	 */
	RawHttp2Client frame(int type, int flags, int stream, byte[] payload) throws IOException {
		byte[] bytes = new byte[9 + payload.length];
		bytes[0] = (byte) (payload.length >> 16);
		bytes[1] = (byte) (payload.length >> 8);
		bytes[2] = (byte) payload.length;
		bytes[3] = (byte) type;
		bytes[4] = (byte) flags;
		bytes[5] = (byte) (stream >> 24);
		bytes[6] = (byte) (stream >> 16);
		bytes[7] = (byte) (stream >> 8);
		bytes[8] = (byte) stream;
		System.arraycopy(payload, 0, bytes, 9, payload.length);
		write(bytes);
		return this;
	}

	/**
	 * Sends header fields, names and values in turn, as literals nobody has checked.
	 */
	RawHttp2Client headers(int stream, boolean last, String... fields) throws IOException {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		for (int i = 0; i < fields.length; i += 2) {
			block.write(0);
			text(block, fields[i]);
			text(block, fields[i + 1]);
		}
		return frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray());
	}

	private static void text(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		if (bytes.length < 127) {
			block.write(bytes.length);
		}
		else {
			block.write(127);
			int rest = bytes.length - 127;
			while (rest >= 128) {
				block.write((rest & 127) | 128);
				rest >>= 7;
			}
			block.write(rest);
		}
		block.writeBytes(bytes);
	}

	RawHttp2Client data(int stream, boolean last, String text) throws IOException {
		return frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private void write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/**
	 * Reads a frame; settings are acknowledged.
	 * @return null at the end of the connection, or if nothing comes in time
	 */
	Frame read() throws IOException {
		try {
			int length = this.in.readUnsignedByte() << 16 | this.in.readUnsignedShort();
			int type = this.in.readUnsignedByte();
			int flags = this.in.readUnsignedByte();
			int stream = this.in.readInt() & 0x7FFFFFFF;
			byte[] payload = this.in.readNBytes(length);
			Frame frame = new Frame(type, flags, stream, payload, (type == HEADERS) ? decode(stream, payload) : null);
			if (type == SETTINGS && (flags & ACK) == 0) {
				frame(SETTINGS, ACK, 0, new byte[0]);
			}
			if (type == PING && (flags & ACK) == 0) {
				frame(PING, ACK, 0, frame.payload);
			}
			if (type == DATA && length > 0 && this.givesCredit) {
				byte[] credit = { (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length };
				frame(WINDOW_UPDATE, 0, 0, credit);
				frame(WINDOW_UPDATE, 0, stream, credit);
			}
			return frame;
		}
		catch (SocketTimeoutException silence) {
			throw silence;
		}
		catch (IOException closed) {
			return null;
		}
	}

	/**
	 * Reads until a stream was answered or refused.
	 * @return the status, {@code reset}, {@code goaway} or {@code closed}
	 */
	String outcome(int stream) throws IOException {
		String known = this.outcomes.remove(stream);
		while (known == null) {
			Frame next = read();
			if (next == null) {
				return "closed";
			}
			if (next.type == GOAWAY) {
				this.errorCode = next.payload[7];
				return "goaway";
			}
			if (next.type == HEADERS) {
				// Of those that follow, with trailers, the first one counts.
				this.outcomes.putIfAbsent(next.stream, String.valueOf(next.headers.status()));
			}
			else if (next.type == RST_STREAM) {
				this.errorCode = next.payload[3];
				this.outcomes.putIfAbsent(next.stream, "reset");
			}
			known = this.outcomes.remove(stream);
		}
		return known;
	}

	/**
	 * Returns why the last stream or connection was ended.
	 * @return an error code of RFC 9113 section 7; zero if none was
	 */
	int errorCode() {
		return this.errorCode;
	}

	/**
	 * Reads until a frame of a kind comes for a stream.
	 */
	Frame await(int type, int stream) throws IOException {
		Frame next = read();
		while (next != null && !(next.type == type && next.stream == stream)) {
			next = read();
		}
		if (next == null) {
			throw new IOException("closed before a frame of type " + type);
		}
		return next;
	}

	/** Every block is decoded, because each changes how the next is read. */
	private Http2Headers decode(int stream, byte[] payload) {
		ByteBuf block = Unpooled.wrappedBuffer(payload);
		try {
			return this.decoder.decodeHeaders(stream, block);
		}
		catch (Http2Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	record Frame(int type, int flags, int stream, byte[] payload, Http2Headers headers) {

		boolean last() {
			return (this.flags & END_STREAM) != 0;
		}

	}

}
