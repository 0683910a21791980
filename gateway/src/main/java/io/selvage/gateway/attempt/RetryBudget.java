package io.selvage.gateway.attempt;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The retry budget of one backend. Requests and re-sends are counted in ten steps of the
 * window. Thread-safe; a request costs two additions.
 */
final class RetryBudget {

	private static final int STEPS = 10;

	private final RetryBudgetRule rule;

	private final LongSupplier nanoTime;

	private final long stepNanos;

	private volatile Window window;

	RetryBudget(RetryBudgetRule rule, LongSupplier nanoTime) {
		this.rule = rule;
		this.nanoTime = nanoTime;
		this.stepNanos = Math.max(1, rule.window().toNanos() / STEPS);
		this.window = Window.starting(Math.floorDiv(nanoTime.getAsLong(), this.stepNanos));
	}

	/**
	 * Counts a request.
	 */
	void request() {
		current().newest().requests().increment();
	}

	/**
	 * Asks for a re-send.
	 * @return true if the budget has room, which is then taken
	 */
	boolean tryResend() {
		Window now = current();
		synchronized (this) {
			long floor = this.rule.floorPerSecond() * Math.max(1, this.rule.window().toSeconds());
			long allowed = Math.max(floor, now.requests() * this.rule.percent() / 100);
			if (now.resends() >= allowed) {
				return false;
			}
			now.newest().resends().increment();
			return true;
		}
	}

	private Window current() {
		long step = Math.floorDiv(this.nanoTime.getAsLong(), this.stepNanos);
		Window known = this.window;
		return (known.step() >= step) ? known : advance(step);
	}

	private synchronized Window advance(long step) {
		if (this.window.step() < step) {
			this.window = this.window.advancedTo(step);
		}
		return this.window;
	}

	/**
	 * What was counted in one step.
	 *
	 * @param requests requests sent for the first time
	 * @param resends requests sent again
	 */
	private record Slot(LongAdder requests, LongAdder resends) {

		Slot() {
			this(new LongAdder(), new LongAdder());
		}

	}

	/**
	 * The steps of the window.
	 *
	 * @param step the number of the newest step
	 * @param slots oldest first
	 */
	private record Window(long step, Slot[] slots) {

		static Window starting(long step) {
			Slot[] slots = new Slot[STEPS];
			for (int i = 0; i < STEPS; i++) {
				slots[i] = new Slot();
			}
			return new Window(step, slots);
		}

		Window advancedTo(long newStep) {
			int moved = (int) Math.min(STEPS, newStep - this.step);
			Slot[] shifted = new Slot[STEPS];
			System.arraycopy(this.slots, moved, shifted, 0, STEPS - moved);
			for (int i = STEPS - moved; i < STEPS; i++) {
				shifted[i] = new Slot();
			}
			return new Window(newStep, shifted);
		}

		Slot newest() {
			return this.slots[STEPS - 1];
		}

		long requests() {
			long sum = 0;
			for (Slot slot : this.slots) {
				sum += slot.requests().sum();
			}
			return sum;
		}

		long resends() {
			long sum = 0;
			for (Slot slot : this.slots) {
				sum += slot.resends().sum();
			}
			return sum;
		}

	}

}
