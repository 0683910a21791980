package io.selvage.reliability.load;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * What a load consists of. Requests are due at a steady rate, whether or not earlier ones
 * were answered, so that waiting shows in the figures.
 *
 * @param port where it goes on this machine
 * @param rate requests a second
 * @param connections how many connections at most; each carries one request at a time
 * @param http2 whether the clients speak HTTP/2 from the first byte, instead of HTTP/1.1
 * @param patience how long a client waits for an answer
 * @param asks the requests, by their number
 */
public record LoadPlan(int port, int rate, int connections, boolean http2, Duration patience, IntFunction<Ask> asks) {

	/**
	 * A plan for HTTP/1.1 and clients that wait twenty seconds.
	 * @param port where it goes on this machine
	 * @param rate requests a second
	 * @param connections how many connections at most
	 * @param asks the requests, by their number
	 * @return the plan
	 */
	public static LoadPlan http1(int port, int rate, int connections, IntFunction<Ask> asks) {
		return new LoadPlan(port, rate, connections, false, Duration.ofSeconds(20), asks);
	}

}
