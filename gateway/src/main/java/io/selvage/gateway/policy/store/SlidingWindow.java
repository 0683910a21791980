package io.selvage.gateway.policy.store;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What was counted within a window of time that ends now. Calls close together are kept
 * as one entry that leaves the window with its last call, so that a counter holds at most
 * {@value #SLICES} entries and change, and a limit is never exceeded in any window: at
 * worst something counts longer by a slice. Not thread-safe.
 */
final class SlidingWindow {

	private static final int SLICES = 64;

	private final Duration length;

	private final long nanos;

	private final ArrayDeque<Entry> entries = new ArrayDeque<>(4);

	private long used;

	SlidingWindow(Duration length) {
		this.length = length;
		this.nanos = length.toNanos();
	}

	Duration length() {
		return this.length;
	}

	Counters.Usage take(long now, long limit, long amount) {
		expire(now);
		if (this.used >= limit) {
			return new Counters.Usage(false, this.used, untilBelow(limit, now));
		}
		if (amount > 0) {
			add(now, amount);
		}
		return new Counters.Usage(true, this.used, Duration.ZERO);
	}

	private void expire(long now) {
		Entry first = this.entries.peekFirst();
		while (first != null && now - first.last >= this.nanos) {
			this.used -= first.amount;
			this.entries.removeFirst();
			first = this.entries.peekFirst();
		}
	}

	private void add(long now, long amount) {
		Entry newest = this.entries.peekLast();
		if (newest == null || now - newest.first >= this.nanos / SLICES) {
			newest = new Entry(now);
			this.entries.addLast(newest);
		}
		newest.last = now;
		newest.amount += amount;
		this.used += amount;
	}

	private Duration untilBelow(long limit, long now) {
		long left = this.used;
		for (Entry entry : this.entries) {
			left -= entry.amount;
			if (left < limit) {
				return Duration.ofNanos(entry.last + this.nanos - now);
			}
		}
		return this.length;
	}

	private static final class Entry {

		private final long first;

		private long last;

		private long amount;

		Entry(long first) {
			this.first = first;
		}

	}

}
