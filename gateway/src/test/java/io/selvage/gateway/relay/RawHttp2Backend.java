package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A backend of HTTP/2 with prior knowledge that sends exactly the frames a test wants.
 */
final class RawHttp2Backend implements AutoCloseable {

	private final ServerSocket server;

	private volatile Script script = (connection, stream) -> connection.headers(stream, true, ":status", "204");

	RawHttp2Backend() throws IOException {
		this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		Thread acceptor = new Thread(this::accept, "raw-http2-backend");
		acceptor.setDaemon(true);
		acceptor.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Says what is done with each request, once its head was read.
	 */
	void script(Script newScript) {
		this.script = newScript;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Thread worker = new Thread(() -> serve(socket), "raw-http2-backend-connection");
				worker.setDaemon(true);
				worker.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (RawHttp2Client connection = RawHttp2Client.serving(socket)) {
			RawHttp2Client.Frame next = connection.read();
			while (next != null) {
				if (next.type() == RawHttp2Client.HEADERS && next.headers().method() != null) {
					this.script.play(connection, next.stream());
				}
				next = connection.read();
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

		void play(RawHttp2Client connection, int stream) throws IOException, InterruptedException;

	}

}
