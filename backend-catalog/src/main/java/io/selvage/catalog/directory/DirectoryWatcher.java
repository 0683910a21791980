package io.selvage.catalog.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a directory again and again and loads it once it has changed and then stayed
 * the same for one look, so that a burst of writes is loaded once. Looking works on every
 * file system, also where change notifications are lost (network mounts, Kubernetes
 * volumes); a large tree is looked at less often, so that looking costs at most a
 * twentieth of one core.
 */
public final class DirectoryWatcher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DirectoryWatcher.class);

	private static final int MAX_SHARE = 20;

	private final DirectorySource source;

	private final Path root;

	private final Duration interval;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread made = new Thread(task, "catalog-directory");
		made.setDaemon(true);
		return made;
	});

	private @Nullable FileTree seen;

	/** Why the directory could not be read, which is reported once. */
	private String failure = "";

	/** What loading it ended with if it did not end by itself; reported once, too. */
	private String thrown = "";

	/**
	 * A watcher that has not begun.
	 * @param source what is told to load
	 * @param root the directory
	 * @param interval how often it looks, at least
	 */
	public DirectoryWatcher(DirectorySource source, Path root, Duration interval) {
		this.source = source;
		this.root = root;
		this.interval = interval;
	}

	/** Begins to look. */
	public void start() {
		next(this.interval.toNanos());
	}

	private void next(long delay) {
		this.thread.schedule(this::look, delay, TimeUnit.NANOSECONDS);
	}

	private void look() {
		long start = System.nanoTime();
		try {
			loadIfSettled();
		}
		catch (RuntimeException | Error ex) {
			// An executor keeps to itself what a task throws.
			if (!ex.toString().equals(this.thrown)) {
				this.thrown = ex.toString();
				logger.error("Looking at {} failed; it is tried again", this.root, ex);
			}
		}
		finally {
			if (!this.thread.isShutdown()) {
				next(Math.max(this.interval.toNanos(), MAX_SHARE * (System.nanoTime() - start)));
			}
		}
	}

	/** Loads the directory if it has changed and looks as it did at the last look. */
	void loadIfSettled() {
		FileTree tree = scan();
		if (tree == null || this.source.isLoaded(tree)) {
			if (tree != null && this.source.isWaiting()) {
				this.source.reload();
			}
			this.seen = null;
		}
		else if (tree.sameAs(this.seen)) {
			this.source.reload();
			this.seen = null;
			this.thrown = "";
		}
		else {
			this.seen = tree;
		}
	}

	private @Nullable FileTree scan() {
		try {
			FileTree tree = FileTree.scan(this.root);
			this.failure = "";
			return tree;
		}
		catch (IOException ex) {
			if (!ex.toString().equals(this.failure)) {
				this.failure = ex.toString();
				logger.error("{} can't be read: {}; what was loaded is still served", this.root, this.failure);
			}
			return null;
		}
	}

	/** Stops looking. */
	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
