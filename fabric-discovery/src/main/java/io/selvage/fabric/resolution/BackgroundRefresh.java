package io.selvage.fabric.resolution;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.selvage.fabric.Resolution;
import reactor.core.publisher.Mono;

/**
 * Asks again for every partition in use, each on a timer of its own, so that a partition
 * nobody uses has none. After a failure the timer follows the back-off; all timers
 * together keep to one pace of calls.
 */
final class BackgroundRefresh {

	private final RefreshSettings settings;

	private final ResolverTime time;

	private final Function<PartitionEntry, Mono<Resolution>> ask;

	private final Pace pace;

	private volatile boolean closed;

	BackgroundRefresh(RefreshSettings settings, ResolverTime time, Function<PartitionEntry, Mono<Resolution>> ask) {
		this.settings = settings;
		this.time = time;
		this.ask = ask;
		long interval = TimeUnit.SECONDS.toNanos(1) / settings.maxCallsPerSecond();
		this.pace = new Pace(interval, 1, time.now());
	}

	void close() {
		this.closed = true;
	}

	/** Starts the timer of a partition unless it runs. */
	void start(PartitionEntry entry) {
		if (this.settings.enabled() && !this.closed && entry.startSchedule()) {
			next(entry);
		}
	}

	private void next(PartitionEntry entry) {
		long now = this.time.now();
		long wait = entry.failures().failing() ? entry.failures().restraintNanos(now) : jittered();
		wait(entry, wait, () -> due(entry));
	}

	private long jittered() {
		long period = this.settings.period().toNanos();
		return period - ThreadLocalRandom.current().nextLong(period / 5);
	}

	private void due(PartitionEntry entry) {
		long now = this.time.now();
		Resolution held = entry.held();
		if (held == null) {
			stop(entry);
			return;
		}
		if (entry.isUnusedFor(this.settings.idleAfter().toNanos(), now)) {
			entry.sleep();
			stop(entry);
			return;
		}
		if (!entry.failures().failing() && held.ageNanos(now) < this.settings.period().toNanos() / 2) {
			wait(entry, jittered() - held.ageNanos(now), () -> due(entry));
			return;
		}
		long restraint = entry.failures().restraintNanos(now);
		if (restraint > 0) {
			wait(entry, restraint, () -> due(entry));
			return;
		}
		wait(entry, this.pace.reserve(now), () -> call(entry));
	}

	/** Whoever woke the partition while its timer was ending finds it ended here. */
	private void stop(PartitionEntry entry) {
		entry.endSchedule();
		if (entry.held() != null && !entry.isDormant()) {
			start(entry);
		}
	}

	private void call(PartitionEntry entry) {
		this.ask.apply(entry).subscribe((answer) -> next(entry), (failure) -> next(entry));
	}

	private void wait(PartitionEntry entry, long nanos, Runnable task) {
		if (this.closed) {
			return;
		}
		if (nanos <= 0) {
			task.run();
			return;
		}
		this.time.after(nanos, task);
	}

}
