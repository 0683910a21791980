package io.selvage.gateway.listener;

import io.selvage.gateway.listener.ClientPace.Limits;

/**
 * The rate at which the body of one request arrives, judged per window. Only time in
 * which the gateway waited for the client counts: a backend that is slow is not the
 * client's fault.
 */
final class BodyPace {

	private final Limits limits;

	private boolean reading;

	private long readingSince;

	private long waited;

	private long received;

	BodyPace(Limits limits) {
		this.limits = limits;
	}

	/** A body begins. */
	void begin() {
		this.waited = 0;
		this.received = 0;
		this.reading = false;
	}

	/** More of it is asked for. */
	void reading() {
		if (!this.reading) {
			this.reading = true;
			this.readingSince = System.nanoTime();
		}
	}

	/** Some of it has arrived. */
	void arrived(int bytes) {
		this.received += bytes;
		if (this.reading) {
			this.waited += System.nanoTime() - this.readingSince;
			this.reading = false;
		}
	}

	/**
	 * Judges the window that ends now, and begins the next.
	 * @return whether the client sent too little although it was its turn
	 */
	boolean late() {
		long now = System.nanoTime();
		long waiting = this.waited + (this.reading ? now - this.readingSince : 0);
		boolean clientsTurn = waiting > this.limits.window().toNanos() * 3 / 4;
		boolean late = clientsTurn && this.received < this.limits.bytesPerWindow();
		this.waited = 0;
		this.readingSince = now;
		this.received = 0;
		return late;
	}

}
