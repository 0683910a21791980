package io.selvage.fabric.security;

import reactor.core.publisher.Mono;

/**
 * Gives the Entra ID access token for a cluster that authenticates clients by token. The
 * source caches and renews; it is asked once per call to the cluster.
 */
@FunctionalInterface
public interface BearerTokenSource {

	/**
	 * The token to send.
	 * @return the token without the word {@code Bearer}
	 */
	Mono<String> token();

}
