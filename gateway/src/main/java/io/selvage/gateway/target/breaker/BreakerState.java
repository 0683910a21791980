package io.selvage.gateway.target.breaker;

import java.time.Duration;

/**
 * The state of a circuit at one moment.
 *
 * @param phase whether requests pass
 * @param remaining how long the circuit stays open; zero unless it is open
 * @param byHand whether somebody tripped it
 * @param trips how often it has opened since the gateway started
 */
public record BreakerState(Phase phase, Duration remaining, boolean byHand, long trips) {

	/**
	 * Whether requests pass.
	 */
	public enum Phase {

		/** All requests pass. */
		CLOSED,
		/** No request passes. */
		OPEN,
		/** One request passes, to find out. */
		HALF_OPEN

	}

}
