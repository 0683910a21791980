package io.selvage.gateway.target.breaker;

/**
 * The rule's {@code percentage}: this share of failures among the calls of the interval
 * is too much. The interval slides in 64 steps. One failed call alone is no share; the
 * rule begins to judge at two calls.
 */
final class FailureRateWindow implements FailureWindow {

	private static final int STEPS = 64;

	private static final int MINIMUM_CALLS = 2;

	private final int percentage;

	private final long stepMillis;

	private final long[] epochs = new long[STEPS];

	private final int[] calls = new int[STEPS];

	private final int[] failures = new int[STEPS];

	FailureRateWindow(int percentage, long intervalMillis) {
		this.percentage = percentage;
		this.stepMillis = Math.max(1, intervalMillis / STEPS);
	}

	@Override
	public synchronized boolean failed(long nowMillis) {
		int slot = slot(nowMillis);
		this.calls[slot]++;
		this.failures[slot]++;
		long oldest = nowMillis / this.stepMillis - STEPS + 1;
		long allCalls = 0;
		long allFailures = 0;
		for (int i = 0; i < STEPS; i++) {
			if (this.epochs[i] >= oldest) {
				allCalls += this.calls[i];
				allFailures += this.failures[i];
			}
		}
		if (allCalls < MINIMUM_CALLS || allFailures * 100 < allCalls * this.percentage) {
			return false;
		}
		clear();
		return true;
	}

	@Override
	public synchronized void succeeded(long nowMillis) {
		this.calls[slot(nowMillis)]++;
	}

	@Override
	public synchronized void clear() {
		for (int i = 0; i < STEPS; i++) {
			this.calls[i] = 0;
			this.failures[i] = 0;
		}
	}

	private int slot(long nowMillis) {
		long epoch = nowMillis / this.stepMillis;
		int slot = (int) (epoch % STEPS);
		if (this.epochs[slot] != epoch) {
			this.epochs[slot] = epoch;
			this.calls[slot] = 0;
			this.failures[slot] = 0;
		}
		return slot;
	}

}
