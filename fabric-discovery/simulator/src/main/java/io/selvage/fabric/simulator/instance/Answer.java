package io.selvage.fabric.simulator.instance;

import org.reactivestreams.Publisher;

/**
 * How an instance answers a request. {@link Answers} has the usual ones and ways to put
 * them together.
 */
@FunctionalInterface
public interface Answer {

	/**
	 * Answers one request.
	 * @param exchange the request and its response
	 * @return completes when the answer is given; an error closes the connection
	 */
	Publisher<Void> to(Exchange exchange);

}
