package io.selvage.reliability.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that swallows connection attempts as a dead node does: its queue is full and
 * nobody takes anything out of it, so that the kernel drops every further SYN.
 */
public final class DeafListener implements AutoCloseable {

	private static final int MAX_QUEUE = 64;

	private static final int UNANSWERED_MILLIS = 300;

	private final ServerSocket server;

	private final List<Socket> queue = new ArrayList<>();

	private DeafListener(ServerSocket server) {
		this.server = server;
	}

	/**
	 * Opens it.
	 * @param port the port
	 * @return the listener, deaf already
	 * @throws IOException if the port is taken, or this kernel answers nevertheless
	 */
	public static DeafListener open(int port) throws IOException {
		DeafListener listener = new DeafListener(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
		for (int i = 0; i < MAX_QUEUE; i++) {
			Socket socket = new Socket();
			listener.queue.add(socket);
			try {
				socket.connect(new InetSocketAddress("127.0.0.1", port), UNANSWERED_MILLIS);
			}
			catch (SocketTimeoutException full) {
				return listener;
			}
		}
		listener.close();
		throw new IOException("The queue of a listener does not fill up on this system");
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.queue) {
			socket.close();
		}
		this.server.close();
	}

}
