package io.selvage.catalog.config;

import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.DirectoryWatcher;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the directory before the ports open, and watches it until the application stops.
 * A directory that is not valid at start does not stop the application: health says so,
 * and the first valid state is served as soon as it is there.
 */
final class DirectoryLifecycle implements SmartLifecycle {

	private final DirectorySource source;

	private final DirectoryWatcher watcher;

	private volatile boolean running;

	DirectoryLifecycle(DirectorySource source, DirectoryWatcher watcher) {
		this.source = source;
		this.watcher = watcher;
	}

	@Override
	public void start() {
		this.source.reload();
		this.watcher.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.watcher.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server, which starts in one of the last phases. */
	@Override
	public int getPhase() {
		return 0;
	}

}
