package io.selvage.fabric.simulator.naming;

import java.util.Set;

/**
 * Who may call the naming endpoints. With neither certificates nor tokens everyone may.
 *
 * @param thumbprints SHA-1 thumbprints of accepted client certificates, upper-case hex
 * @param bearerTokens accepted bearer tokens
 * @param renegotiation whether the certificate is asked for only when a request has
 * arrived
 */
public record ClientAccess(Set<String> thumbprints, Set<String> bearerTokens, boolean renegotiation) {

	/** Everyone may call. */
	public static final ClientAccess OPEN = new ClientAccess(Set.of(), Set.of(), false);

	public ClientAccess {
		thumbprints = Set.copyOf(thumbprints);
		bearerTokens = Set.copyOf(bearerTokens);
	}

	boolean open() {
		return this.thumbprints.isEmpty() && this.bearerTokens.isEmpty();
	}

	boolean certificates() {
		return !this.thumbprints.isEmpty();
	}

	boolean tokens() {
		return !this.bearerTokens.isEmpty();
	}

	/** Never shows tokens. */
	@Override
	public String toString() {
		return "ClientAccess[thumbprints=" + this.thumbprints + ", bearerTokens=" + this.bearerTokens.size() + "]";
	}

}
