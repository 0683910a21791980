package io.selvage.gateway.forward;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Requests an endpoint to see whether it is well, with the TLS identity and credentials
 * of its backend.
 */
@FunctionalInterface
public interface ProbeClient {

	/**
	 * Sends a GET request.
	 * @param endpoint whom
	 * @param path path and query below the endpoint's URL, beginning with a slash
	 * @param timeout how long the head of the answer may take
	 * @return whether it answered with a status below 400; never fails
	 */
	Mono<Result> probe(Endpoint endpoint, String path, Duration timeout);

	/**
	 * What a probe found.
	 *
	 * @param good whether the endpoint is well
	 * @param detail the status, or what went wrong
	 */
	record Result(boolean good, String detail) {
	}

}
