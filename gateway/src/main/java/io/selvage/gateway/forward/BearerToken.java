package io.selvage.gateway.forward;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A token that changes with time, sent as {@code Authorization: Bearer}. Safe for use by
 * many threads.
 */
public interface BearerToken {

	/**
	 * Returns the token if it is at hand.
	 * @return a valid token, or null if it must be fetched
	 */
	@Nullable String current();

	/**
	 * Gets the token.
	 * @return a valid token, or an error that says why there is none
	 */
	Mono<String> fetch();

}
