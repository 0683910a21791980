package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.selvage.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a directory is watched: always.
 */
class DirectoryWatcherTests {

	@TempDir
	Path root;

	@Test
	void anErrorWhileLoadingEndsNeitherTheWatchNorTheAttemptsAtThatTree() throws InterruptedException {
		AtomicBoolean broken = new AtomicBoolean(true);
		CountDownLatch served = new CountDownLatch(1);
		Catalog catalog = new Catalog(List.of((candidate, difference) -> {
			if (broken.getAndSet(false)) {
				throw new StackOverflowError("once");
			}
			served.countDown();
			return List.of();
		}));
		new TestTree(this.root).write("backends/b/backendInformation.json",
				"{\"properties\": {\"url\": \"http://b.example\", \"protocol\": \"http\"}}");
		DirectorySource source = new DirectorySource(catalog, DirectoryOptions.of(this.root));
		try (DirectoryWatcher watcher = new DirectoryWatcher(source, this.root, Duration.ofMillis(1))) {
			watcher.start();
			assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(broken).isFalse();
	}

}
