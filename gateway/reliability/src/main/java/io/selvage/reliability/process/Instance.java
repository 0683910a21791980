package io.selvage.reliability.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * An instance of a service, as a process that may be killed: a small HTTP/1.1 server with
 * a thread for each connection that starts within a tenth of a second.
 * <p>
 * Arguments: port, milliseconds of work for a request (0), how many requests are worked
 * on at once (unlimited). The path {@code /bytes/N} is answered with N bytes, any other
 * with the instance's port and the number of body bytes it received. Every POST is noted
 * on standard output before it is executed, by its {@code X-Request-Id}. What nobody
 * reads is held by whom it was sent to: the kernel keeps 64 KiB of it for this side.
 */
public final class Instance {

	private static final int BACKLOG = 1024;

	/** Small, because thousands of slow clients may be let through to it. */
	private static final int BUFFER = 4096;

	private static final int UNREAD = 65536;

	private static final String BYTES = "/bytes/";

	private static final byte[] BLOCK = "x".repeat(16384).getBytes(StandardCharsets.US_ASCII);

	private final int port;

	private final long workMillis;

	private final Semaphore workers;

	private Instance(int port, long workMillis, int workers) {
		this.port = port;
		this.workMillis = workMillis;
		this.workers = new Semaphore(workers, true);
	}

	/**
	 * Serves until it is killed.
	 * @param args see above
	 * @throws IOException if the port is taken
	 */
	public static void main(String[] args) throws IOException {
		long work = (args.length > 1) ? Long.parseLong(args[1]) : 0;
		int workers = (args.length > 2) ? Integer.parseInt(args[2]) : Integer.MAX_VALUE;
		new Instance(Integer.parseInt(args[0]), work, workers).serve();
	}

	private void serve() throws IOException {
		try (ServerSocket server = new ServerSocket(this.port, BACKLOG, InetAddress.getByName("127.0.0.1"))) {
			while (true) {
				Socket client = server.accept();
				client.setTcpNoDelay(true);
				client.setSendBufferSize(UNREAD);
				Thread thread = new Thread(() -> converse(client));
				thread.setDaemon(true);
				thread.start();
			}
		}
	}

	private void converse(Socket client) {
		try (client) {
			InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
			OutputStream out = new BufferedOutputStream(client.getOutputStream(), BUFFER);
			boolean more = true;
			while (more) {
				more = exchange(in, out);
			}
		}
		catch (IOException gone) {
			// The client went away.
		}
	}

	private boolean exchange(InputStream in, OutputStream out) throws IOException {
		String first = line(in);
		if (first.isEmpty()) {
			return false;
		}
		String[] words = first.split(" ");
		Map<String, String> headers = headers(in);
		long received = "chunked".equalsIgnoreCase(headers.get("transfer-encoding")) ? skipChunks(in)
				: skip(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
		if (words[0].equals("POST")) {
			System.out.println("POST " + headers.get("x-request-id"));
		}
		work();
		answer(out, words[0], words[1], received);
		out.flush();
		return !"close".equalsIgnoreCase(headers.get("connection"));
	}

	private void work() {
		if (this.workMillis > 0) {
			this.workers.acquireUninterruptibly();
			try {
				Pause.millis(this.workMillis);
			}
			finally {
				this.workers.release();
			}
		}
	}

	private void answer(OutputStream out, String method, String path, long received) throws IOException {
		int asked = path.indexOf(BYTES);
		byte[] text = (this.port + " " + received + "\n").getBytes(StandardCharsets.US_ASCII);
		int length = (asked >= 0) ? Integer.parseInt(path.substring(asked + BYTES.length())) : text.length;
		out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		if (method.equals("HEAD")) {
			return;
		}
		if (asked < 0) {
			out.write(text);
			return;
		}
		for (int left = length; left > 0; left -= BLOCK.length) {
			out.write(BLOCK, 0, Math.min(left, BLOCK.length));
		}
	}

	private static Map<String, String> headers(InputStream in) throws IOException {
		Map<String, String> headers = new LinkedHashMap<>();
		String line = line(in);
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
			line = line(in);
		}
		return headers;
	}

	/** An empty text at the end of the stream, too. */
	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		int next = in.read();
		while (next >= 0 && next != '\n') {
			if (next != '\r') {
				line.append((char) next);
			}
			next = in.read();
		}
		return line.toString();
	}

	private static long skipChunks(InputStream in) throws IOException {
		long total = 0;
		long size = Long.parseLong(line(in), 16);
		while (size > 0) {
			total += skip(in, size);
			line(in);
			size = Long.parseLong(line(in), 16);
		}
		headers(in);
		return total;
	}

	private static long skip(InputStream in, long length) throws IOException {
		byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
		long left = length;
		while (left > 0) {
			int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
			if (read < 0) {
				throw new EOFException();
			}
			left -= read;
		}
		return length;
	}

}
