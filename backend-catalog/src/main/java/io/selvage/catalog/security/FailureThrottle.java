package io.selvage.catalog.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Stops guessing: an address whose calls were refused too often in a minute is not
 * listened to until the minute is over. Thread-safe.
 */
public final class FailureThrottle {

	private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

	/** Beyond this many addresses all windows that are over are forgotten. */
	private static final int SWEEP_SIZE = 10_000;

	private final int limit;

	private final LongSupplier nanoClock;

	private final Map<String, Window> windows = new ConcurrentHashMap<>();

	/**
	 * Creates a throttle.
	 * @param limit how many failures an address may have per minute
	 * @param nanoClock a monotonic clock in nanoseconds
	 */
	public FailureThrottle(int limit, LongSupplier nanoClock) {
		this.limit = limit;
		this.nanoClock = nanoClock;
	}

	/**
	 * Tells whether an address may try.
	 * @param address the address
	 * @return false once it has failed too often in this minute
	 */
	public boolean mayTry(String address) {
		Window window = this.windows.get(address);
		return window == null || isOver(window) || window.failures() < this.limit;
	}

	/**
	 * Counts a failure.
	 * @param address whose call was refused
	 */
	public void failed(String address) {
		if (this.windows.size() > SWEEP_SIZE) {
			this.windows.values().removeIf(this::isOver);
		}
		this.windows.compute(address, (key, window) -> (window == null || isOver(window))
				? new Window(this.nanoClock.getAsLong(), 1) : new Window(window.start(), window.failures() + 1));
	}

	private boolean isOver(Window window) {
		return this.nanoClock.getAsLong() - window.start() >= WINDOW_NANOS;
	}

	private record Window(long start, int failures) {
	}

}
