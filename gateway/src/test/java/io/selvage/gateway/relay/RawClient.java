package io.selvage.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A client that sends exactly the bytes a test wants.
 */
final class RawClient implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	RawClient(int port) throws IOException {
		this(new Socket("127.0.0.1", port));
	}

	RawClient(Socket connected) throws IOException {
		this.socket = connected;
		this.socket.setSoTimeout(10_000);
		this.in = this.socket.getInputStream();
	}

	RawClient send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
		return this;
	}

	RawClient send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
		return this;
	}

	/**
	 * Reads a status line and header lines.
	 */
	String readHead() throws IOException {
		return readUntil("\r\n\r\n");
	}

	String readUntil(String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = this.in.read();
			if (next < 0) {
				throw new IOException("closed after: " + text);
			}
			text.append((char) next);
		}
		return text.toString();
	}

	String read(int count) throws IOException {
		return new String(this.in.readNBytes(count), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads until the gateway closes the connection.
	 */
	String readAll() throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		try {
			this.in.transferTo(all);
		}
		catch (SocketException reset) {
			// closed by force is closed too
		}
		return all.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads until nothing comes for the time of the socket's timeout.
	 */
	String readWhatComes() throws IOException {
		StringBuilder text = new StringBuilder();
		try {
			int next = this.in.read();
			while (next >= 0) {
				text.append((char) next);
				next = this.in.read();
			}
		}
		catch (SocketTimeoutException silence) {
			// that is the end
		}
		return text.toString();
	}

	void timeout(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
