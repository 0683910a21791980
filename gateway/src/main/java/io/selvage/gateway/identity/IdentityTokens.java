package io.selvage.gateway.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gets tokens for identities of the gateway: the extension point for whatever platform it
 * runs on. Implementations need not cache; they must not block.
 */
@FunctionalInterface
public interface IdentityTokens {

	/**
	 * Gets a token.
	 * @param wanted whose token for what
	 * @return the token, or an error whose message says why there is none and holds no
	 * secret
	 */
	Mono<Token> token(Wanted wanted);

	/**
	 * Whose token for what.
	 *
	 * @param resource the resource the token is meant for
	 * @param clientId a user-assigned identity; null: the system-assigned one
	 */
	record Wanted(String resource, @Nullable String clientId) {
	}

	/**
	 * A token.
	 *
	 * @param value what follows {@code Bearer}
	 * @param expires when it is no longer valid
	 */
	record Token(String value, Instant expires) {

		@Override
		public String toString() {
			return "Token[***, expires " + this.expires + "]";
		}

	}

}
