package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import reactor.netty.resources.LoopResources;

/**
 * Measures how late the event loops are: each is given a small task ten times a second,
 * and the time the task waits for its turn is the time every request waits. A loop that
 * is late for long is overloaded, and one is enough, because requests cannot change it.
 */
public final class LoopLag implements AutoCloseable {

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final List<Meter> meters = new ArrayList<>();

	private final List<ScheduledFuture<?>> tasks = new ArrayList<>();

	private final long threshold;

	private final long patience;

	private final LongSupplier nanoTime;

	/**
	 * Begins to measure the loops that serve clients and call backends.
	 * @param loops the loops
	 * @param threshold from which lag on a loop is late
	 * @param patience for how long it must be late
	 * @return what measures until it is closed
	 */
	public static LoopLag measuring(LoopResources loops, Duration threshold, Duration patience) {
		LoopLag lag = new LoopLag(threshold, patience, System::nanoTime);
		for (EventExecutor loop : loops.onServer(LoopResources.DEFAULT_NATIVE)) {
			Meter meter = lag.meter();
			lag.tasks.add(loop.scheduleAtFixedRate(meter::tick, STEP_NANOS, STEP_NANOS, TimeUnit.NANOSECONDS));
		}
		return lag;
	}

	LoopLag(Duration threshold, Duration patience, LongSupplier nanoTime) {
		this.threshold = threshold.toNanos();
		this.patience = patience.toNanos();
		this.nanoTime = nanoTime;
	}

	Meter meter() {
		Meter meter = new Meter();
		this.meters.add(meter);
		return meter;
	}

	/**
	 * Tells whether a loop has been late for long.
	 * @return true until it is in time again
	 */
	boolean overloaded() {
		for (Meter meter : this.meters) {
			if (meter.overloaded()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns how late the latest task of any loop was.
	 * @return seconds
	 */
	public double seconds() {
		long most = 0;
		for (Meter meter : this.meters) {
			most = Math.max(most, meter.lag);
		}
		return most / 1e9;
	}

	@Override
	public void close() {
		this.tasks.forEach((task) -> task.cancel(false));
	}

	/**
	 * One loop. Written by that loop only.
	 */
	final class Meter {

		private volatile long last = LoopLag.this.nanoTime.getAsLong();

		private volatile long lag;

		private volatile long lateSince = Long.MIN_VALUE;

		void tick() {
			long now = LoopLag.this.nanoTime.getAsLong();
			this.lag = Math.max(0, now - this.last - STEP_NANOS);
			if (this.lag < LoopLag.this.threshold) {
				this.lateSince = Long.MIN_VALUE;
			}
			else if (this.lateSince == Long.MIN_VALUE) {
				this.lateSince = this.last + STEP_NANOS;
			}
			this.last = now;
		}

		private boolean overloaded() {
			long since = this.lateSince;
			return since != Long.MIN_VALUE && LoopLag.this.nanoTime.getAsLong() - since >= LoopLag.this.patience;
		}

	}

}
