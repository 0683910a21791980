package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Leaves without losing a request. On shutdown readiness goes down first; for a notice
 * period requests are still served, but every answer closes its connection, and those of
 * HTTP/2 are announced to go away, so that clients and load balancers go elsewhere; then
 * the server stops listening and finishes what is under way. The notice ends early once
 * nobody is connected.
 */
public final class Drain implements SmartLifecycle {

	private static final long STEP_MILLIS = 50;

	/** For the request of whoever had just connected to be answered. */
	private static final Duration LAST_TO_COME = Duration.ofMillis(500);

	/** For close frames to leave. */
	private static final Duration CLOSING = Duration.ofSeconds(1);

	private final ApplicationContext application;

	private final ClientConnections connections;

	private final WebSocketRelay sockets;

	private final Duration notice;

	private final CountDownLatch aborted = new CountDownLatch(1);

	private volatile boolean running;

	private volatile boolean draining;

	/**
	 * Creates it.
	 * @param application whose readiness goes down
	 * @param connections the connections of clients
	 * @param sockets the WebSockets that are open, which are closed when the notice is
	 * over
	 * @param notice how long clients are told to go elsewhere
	 */
	public Drain(ApplicationContext application, ClientConnections connections, WebSocketRelay sockets,
			Duration notice) {
		this.application = application;
		this.connections = connections;
		this.sockets = sockets;
		this.notice = notice;
	}

	/**
	 * Tells whether answers shall close their connections.
	 * @return true during shutdown
	 */
	boolean draining() {
		return this.draining;
	}

	WebSocketRelay sockets() {
		return this.sockets;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.draining = true;
		this.aborted.countDown();
	}

	@Override
	public void stop(Runnable callback) {
		this.draining = true;
		this.running = false;
		AvailabilityChangeEvent.publish(this.application, ReadinessState.REFUSING_TRAFFIC);
		this.connections.sayGoAway();
		Thread waiter = new Thread(() -> {
			try {
				leave();
			}
			finally {
				callback.run();
			}
		}, "drain");
		waiter.setDaemon(true);
		waiter.start();
	}

	private void leave() {
		waitForClients(this.notice);
		this.connections.stopListening();
		waitForClients(LAST_TO_COME);
		if (this.sockets.open() > 0) {
			this.sockets.restart();
			waitForClients(CLOSING);
		}
	}

	private void waitForClients(Duration time) {
		long deadline = System.nanoTime() + time.toNanos();
		try {
			while (this.connections.open() > 0 && System.nanoTime() < deadline
					&& !this.aborted.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
				continue;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before everything else, the web servers above all. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
