package io.selvage.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A backend that sends exactly the bytes a test wants, and hands over exactly the bytes
 * it received.
 */
final class RawBackend implements AutoCloseable {

	static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private final ServerSocket server;

	private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

	private volatile Script script = (connection) -> connection.answer(OK);

	private int connections;

	RawBackend() throws IOException {
		this(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
	}

	RawBackend(ServerSocket server) {
		this.server = server;
		Thread acceptor = new Thread(this::accept, "raw-backend");
		acceptor.setDaemon(true);
		acceptor.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	String url() {
		return "http://127.0.0.1:" + port();
	}

	synchronized int connections() {
		return this.connections;
	}

	/**
	 * Says what is done with each request, once its head was read.
	 */
	void script(Script newScript) {
		this.script = newScript;
		this.heads.clear();
	}

	void answer(String response) {
		script((connection) -> connection.answer(response));
	}

	/**
	 * Waits for the next request.
	 * @return its request line and header lines, as received
	 */
	String head() throws InterruptedException {
		String head = this.heads.poll(10, TimeUnit.SECONDS);
		if (head == null) {
			throw new AssertionError("The backend received no request");
		}
		return head;
	}

	boolean received() {
		return !this.heads.isEmpty();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				synchronized (this) {
					this.connections++;
				}
				Thread worker = new Thread(() -> serve(socket), "raw-backend-connection");
				worker.setDaemon(true);
				worker.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			Connection connection = new Connection(socket);
			while (!socket.isClosed()) {
				String head = connection.readHead();
				if (head == null) {
					return;
				}
				connection.head = head;
				this.heads.add(head);
				this.script.play(connection);
			}
		}
		catch (IOException | InterruptedException ex) {
			// the gateway went away, which tests look at from its other side
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * What is done with a request.
	 */
	interface Script {

		void play(Connection connection) throws IOException, InterruptedException;

	}

	/**
	 * One connection of the gateway.
	 */
	static final class Connection {

		private final Socket socket;

		private final InputStream in;

		private String head = "";

		Connection(Socket socket) throws IOException {
			this.socket = socket;
			this.in = socket.getInputStream();
		}

		String readHead() throws IOException {
			ByteArrayOutputStream head = new ByteArrayOutputStream();
			int next = this.in.read();
			while (next >= 0) {
				head.write(next);
				String text = head.toString(StandardCharsets.ISO_8859_1);
				if (text.endsWith("\r\n\r\n")) {
					return text;
				}
				next = this.in.read();
			}
			return null;
		}

		/**
		 * Returns what is answered.
		 * @return request line and header lines
		 */
		String head() {
			return this.head;
		}

		String path() {
			return this.head.split(" ")[1];
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

		long readAtMost(long count) throws IOException {
			long read = 0;
			byte[] buffer = new byte[65536];
			while (read < count) {
				int n = this.in.read(buffer, 0, (int) Math.min(buffer.length, count - read));
				if (n < 0) {
					return read;
				}
				read += n;
			}
			return read;
		}

		void socketTimeout(int millis) throws IOException {
			this.socket.setSoTimeout(millis);
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

		void answer(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
		}

		void answer(byte[] bytes) throws IOException {
			this.socket.getOutputStream().write(bytes);
			this.socket.getOutputStream().flush();
		}

		/**
		 * Answers with more than anybody takes.
		 */
		void answerUntilDropped(CountDownLatch dropped) throws IOException {
			answer("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
			byte[] some = new byte[100_000];
			try {
				for (int i = 0; i < 9000; i++) {
					answer(some);
				}
			}
			catch (IOException closed) {
				dropped.countDown();
				throw closed;
			}
		}

		void finish() throws IOException {
			this.socket.close();
		}

		void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

		boolean waitForClose() throws IOException {
			this.socket.setSoTimeout(10_000);
			return this.in.read() < 0;
		}

	}

}
