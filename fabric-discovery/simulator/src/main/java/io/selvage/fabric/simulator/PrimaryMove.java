package io.selvage.fabric.simulator;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A move of the primary that has begun: the old one has stepped down, nobody leads until
 * {@link #complete()}.
 */
public final class PrimaryMove {

	private final SimulatedInstance from;

	private final SimulatedInstance to;

	private final Runnable promotion;

	private final AtomicBoolean completed = new AtomicBoolean();

	PrimaryMove(SimulatedInstance from, SimulatedInstance to, Runnable promotion) {
		this.from = from;
		this.to = to;
		this.promotion = promotion;
	}

	/**
	 * Returns the replica that stepped down.
	 * @return the old primary
	 */
	public SimulatedInstance from() {
		return this.from;
	}

	/**
	 * Returns the replica that will lead.
	 * @return the next primary
	 */
	public SimulatedInstance to() {
		return this.to;
	}

	/**
	 * Ends the gap: the next primary opens its listeners and is told to naming. A second
	 * call does nothing.
	 */
	public void complete() {
		if (this.completed.compareAndSet(false, true)) {
			this.promotion.run();
		}
	}

}
