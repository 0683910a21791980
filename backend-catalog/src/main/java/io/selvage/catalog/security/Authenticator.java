package io.selvage.catalog.security;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells who sends a request.
 */
public interface Authenticator {

	/**
	 * Looks at the credentials of a request.
	 * @param credentials the credentials
	 * @return the caller; empty if this authenticator does not know the credentials,
	 * whatever is wrong with them
	 */
	Mono<Caller> authenticate(Credentials credentials);

	/**
	 * Asks several authenticators in turn.
	 * @param authenticators the authenticators
	 * @return an authenticator whose caller is the first one found
	 */
	static Authenticator firstOf(List<Authenticator> authenticators) {
		List<Authenticator> all = List.copyOf(authenticators);
		return (credentials) -> Flux.fromIterable(all)
			.concatMap((authenticator) -> authenticator.authenticate(credentials))
			.next();
	}

}
