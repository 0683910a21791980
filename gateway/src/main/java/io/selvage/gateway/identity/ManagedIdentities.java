package io.selvage.gateway.identity;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.selvage.gateway.forward.BearerToken;

/**
 * The identities in use, each with its token. The same identity and resource share one.
 */
public final class ManagedIdentities {

	private final ConcurrentMap<IdentityTokens.Wanted, BearerToken> tokens = new ConcurrentHashMap<>();

	private final IdentityTokens source;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param source gets tokens
	 * @param clock the wall clock, by which tokens expire
	 */
	public ManagedIdentities(IdentityTokens source, Clock clock) {
		this.source = source;
		this.clock = clock;
	}

	/**
	 * Returns the token of an identity; it is fetched when it is first needed.
	 * @param wanted whose token for what
	 * @return the same object for equal wishes
	 */
	public BearerToken of(IdentityTokens.Wanted wanted) {
		return this.tokens.computeIfAbsent(wanted, (key) -> new RenewedToken(() -> this.source.token(key), this.clock));
	}

}
