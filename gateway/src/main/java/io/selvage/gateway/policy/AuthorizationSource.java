package io.selvage.gateway.policy;

import io.selvage.gateway.expression.jwt.Authorization;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gets the authorizations of {@code get-authorization-context}: the extension point for
 * whatever keeps the tokens of credential providers. Must not block.
 */
@FunctionalInterface
public interface AuthorizationSource {

	/**
	 * Gets an authorization.
	 * @param wanted which one
	 * @return the authorization with a valid access token, or an error whose message says
	 * why there is none and holds no secret
	 */
	Mono<Authorization> authorization(Wanted wanted);

	/**
	 * Which authorization.
	 *
	 * @param providerId the credential provider
	 * @param authorizationId the connection of the provider
	 * @param identityType {@code managed} or {@code jwt}
	 * @param identity the token that must be allowed to use the connection; only for the
	 * type {@code jwt}
	 */
	record Wanted(String providerId, String authorizationId, String identityType, @Nullable String identity) {

		@Override
		public String toString() {
			return this.providerId + "/" + this.authorizationId;
		}

	}

}
