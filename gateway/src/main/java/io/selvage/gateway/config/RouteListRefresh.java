package io.selvage.gateway.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.scheduler.Scheduler;

/**
 * Tells Spring Cloud Gateway that its list of routes changed, which makes it list and
 * sort all of them. No request waits for that, so where it takes long it is done once for
 * many changes, and costs at most a part of one core.
 */
final class RouteListRefresh implements Runnable {

	private static final int SHARE = 20;

	/** What is done at once. */
	private static final Duration SHORT = Duration.ofMillis(5);

	private final Runnable refresh;

	private final Scheduler scheduler;

	private final AtomicBoolean pending = new AtomicBoolean();

	private volatile long spentNanos;

	/**
	 * The shorter of the last two: the first is slow by itself, and so may one be by
	 * accident.
	 */
	private volatile long lastNanos;

	RouteListRefresh(Runnable refresh, Scheduler scheduler) {
		this.refresh = refresh;
		this.scheduler = scheduler;
	}

	@Override
	public void run() {
		if (this.lastNanos < SHORT.toNanos()) {
			refresh();
		}
		else if (this.pending.compareAndSet(false, true)) {
			this.scheduler.schedule(() -> {
				this.pending.set(false);
				refresh();
			}, SHARE * this.lastNanos, TimeUnit.NANOSECONDS);
		}
	}

	private void refresh() {
		long start = System.nanoTime();
		this.refresh.run();
		long spent = System.nanoTime() - start;
		this.lastNanos = Math.min(spent, this.spentNanos);
		this.spentNanos = spent;
	}

}
