package io.selvage.fabric.simulator.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ports whose server is gone and which nobody else shall get by chance: they are bound
 * but not listened on, so that connecting is refused. Without it a new server could be
 * given the port of a dead one.
 *
 * <p>
 * A closed listener leaves the kernel only when its event loop next looks at it; binding
 * the port waits for that, so a port that is held is closed for certain.
 */
public final class ReservedPorts implements AutoCloseable {

	/** How many are held at once; the oldest is let go for a new one. */
	private static final int MOST = 512;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Map<Integer, Socket> held = new LinkedHashMap<>();

	/**
	 * Holds a port; returns when nothing listens on it any more.
	 * @param port the port
	 */
	public synchronized void hold(int port) {
		if (this.held.containsKey(port)) {
			return;
		}
		if (this.held.size() == MOST) {
			Iterator<Integer> oldest = this.held.keySet().iterator();
			release(oldest.next());
		}
		this.held.put(port, bind(port));
	}

	/**
	 * Lets go of a port; does nothing if it is not held.
	 * @param port the port
	 */
	public synchronized void release(int port) {
		Socket socket = this.held.remove(port);
		if (socket != null) {
			close(socket);
		}
	}

	@Override
	public synchronized void close() {
		this.held.values().forEach(ReservedPorts::close);
		this.held.clear();
	}

	private static Socket bind(int port) {
		long deadline = System.nanoTime() + PATIENCE_NANOS;
		while (true) {
			Socket socket = new Socket();
			try {
				socket.setReuseAddress(true);
				socket.bind(new InetSocketAddress("127.0.0.1", port));
				return socket;
			}
			catch (BindException ex) {
				close(socket);
				if (System.nanoTime() > deadline) {
					throw new UncheckedIOException("port " + port + " is still listened on", ex);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
			catch (IOException ex) {
				close(socket);
				throw new UncheckedIOException("port " + port + " can't be held", ex);
			}
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
