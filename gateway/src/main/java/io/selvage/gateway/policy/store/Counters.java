package io.selvage.gateway.policy.store;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Counters of calls: what the {@code rate-limit} and {@code quota} policies keep. An
 * implementation that has its answer at once returns a scalar publisher
 * ({@link Mono#just}), which costs a request no subscription. Checking and counting are
 * one atomic operation.
 */
public interface Counters {

	/**
	 * Counts what happened within the last moments.
	 * @param key the counter
	 * @param limit what is counted at most; beyond it nothing is counted
	 * @param amount what is counted; 0 only asks
	 * @param window how long something counts, from the moment it was counted
	 * @return the counter afterwards
	 */
	Mono<Usage> slide(String key, long limit, long amount, Duration window);

	/**
	 * Counts up to a fixed moment.
	 * @param key the counter; another one for every period
	 * @param limit what is counted at most; beyond it nothing is counted
	 * @param amount what is counted; 0 only asks; a negative one takes back, but not
	 * below zero
	 * @param lifetime until the end of the period
	 * @return the counter afterwards
	 */
	Mono<Usage> count(String key, long limit, long amount, Duration lifetime);

	/**
	 * Counts up to a fixed moment only what fits within the limit as a whole.
	 * @param key the counter; another one for every period
	 * @param limit what is counted at most
	 * @param amount what is counted; 0 only asks
	 * @param lifetime until the end of the period
	 * @return the counter afterwards; not allowed if the limit had been reached or the
	 * amount would have passed it, and nothing was counted then
	 */
	Mono<Usage> reserve(String key, long limit, long amount, Duration lifetime);

	/**
	 * A counter after it was asked.
	 *
	 * @param allowed whether the limit had not been reached before
	 * @param used what has been counted
	 * @param retryAfter how long to wait until the limit is no longer reached; zero if it
	 * was not
	 */
	record Usage(boolean allowed, long used, Duration retryAfter) {
	}

}
