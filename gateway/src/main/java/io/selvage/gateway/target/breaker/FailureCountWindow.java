package io.selvage.gateway.target.breaker;

/**
 * The rule's {@code count}: so many failures within the interval are too many. Keeps the
 * time of exactly that many failures, so the interval slides without steps, and a success
 * costs nothing.
 */
final class FailureCountWindow implements FailureWindow {

	private final long intervalMillis;

	private final long[] times;

	private int next;

	private int size;

	FailureCountWindow(int count, long intervalMillis) {
		this.times = new long[count];
		this.intervalMillis = intervalMillis;
	}

	@Override
	public synchronized boolean failed(long nowMillis) {
		this.times[this.next] = nowMillis;
		this.next = (this.next + 1) % this.times.length;
		this.size = Math.min(this.size + 1, this.times.length);
		if (this.size < this.times.length || nowMillis - this.times[this.next] > this.intervalMillis) {
			return false;
		}
		clear();
		return true;
	}

	@Override
	public void succeeded(long nowMillis) {
		// only failures are counted
	}

	@Override
	public synchronized void clear() {
		this.next = 0;
		this.size = 0;
	}

}
