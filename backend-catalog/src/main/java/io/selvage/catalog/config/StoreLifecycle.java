package io.selvage.catalog.config;

import java.time.Duration;

import io.selvage.catalog.store.StoredCatalog;
import org.springframework.context.SmartLifecycle;

/**
 * Loads what the store holds before the directory is read and the ports open, and follows
 * it until the application stops.
 */
final class StoreLifecycle implements SmartLifecycle {

	/** A database that is away is given up sooner than this by its own time-outs. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final StoredCatalog stored;

	private final Duration pollInterval;

	private volatile boolean running;

	StoreLifecycle(StoredCatalog stored, Duration pollInterval) {
		this.stored = stored;
		this.pollInterval = pollInterval;
	}

	@Override
	public void start() {
		// The application's own thread, which has nothing else to do yet.
		this.stored.start(this.pollInterval).block(PATIENCE);
		this.running = true;
	}

	@Override
	public void stop() {
		this.stored.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return -1;
	}

}
