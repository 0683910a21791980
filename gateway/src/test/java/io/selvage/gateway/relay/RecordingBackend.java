package io.selvage.gateway.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A backend that keeps every byte it receives, per connection, and answers each request
 * it can tell apart.
 */
final class RecordingBackend implements AutoCloseable {

	private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
		.getBytes(StandardCharsets.US_ASCII);

	private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

	private List<ByteArrayOutputStream> received = new ArrayList<>();

	RecordingBackend() throws IOException {
		Thread acceptor = new Thread(this::accept, "recording-backend");
		acceptor.setDaemon(true);
		acceptor.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Takes what was received on all connections since it was last asked.
	 */
	synchronized List<byte[]> take() {
		List<byte[]> taken = this.received.stream().map(ByteArrayOutputStream::toByteArray).toList();
		this.received.forEach(ByteArrayOutputStream::reset);
		return taken.stream().filter((bytes) -> bytes.length > 0).toList();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				synchronized (this) {
					this.received.add(bytes);
				}
				Thread worker = new Thread(() -> serve(socket, bytes), "recording-backend-connection");
				worker.setDaemon(true);
				worker.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket, ByteArrayOutputStream bytes) {
		try (socket) {
			byte[] buffer = new byte[65536];
			int answered = 0;
			int before = 0;
			int n = socket.getInputStream().read(buffer);
			while (n >= 0) {
				int due;
				synchronized (this) {
					if (bytes.size() < before) {
						answered = 0;
					}
					bytes.write(buffer, 0, n);
					before = bytes.size();
					due = StrictHttp.read(bytes.toByteArray()).whole();
				}
				for (; answered < due; answered++) {
					socket.getOutputStream().write(OK);
				}
				n = socket.getInputStream().read(buffer);
			}
		}
		catch (IOException ex) {
			// the gateway closed the connection
		}
		finally {
			synchronized (this) {
				if (bytes.size() == 0) {
					this.received.remove(bytes);
				}
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
