package io.selvage.gateway.policy.store;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Values that outlive a request: what the {@code cache-*} policies keep. An
 * implementation that has its answer at once returns a scalar publisher
 * ({@link Mono#just}, {@link Mono#empty}), which costs a request no subscription.
 */
public interface ValueCache {

	/**
	 * Looks a value up.
	 * @param key its key
	 * @return the value; empty if there is none or its time is over
	 */
	Mono<Object> get(String key);

	/**
	 * Keeps a value.
	 * @param key its key
	 * @param value the value; must not be changed any more
	 * @param lifetime how long it is kept at most; it may be dropped earlier
	 * @return completes when it is kept
	 */
	Mono<Void> put(String key, Object value, Duration lifetime);

	/**
	 * Drops a value.
	 * @param key its key
	 * @return completes when it is gone
	 */
	Mono<Void> remove(String key);

}
