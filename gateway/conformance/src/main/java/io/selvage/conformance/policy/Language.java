package io.selvage.conformance.policy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.selvage.gateway.dryrun.PolicyDryRun;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.identity.AuthenticationManagedIdentity;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.statement.Statements;
import io.selvage.gateway.policy.store.PolicyStores;
import reactor.core.publisher.Mono;

/**
 * The policy language as the gateway has it, apart from the gateway.
 */
final class Language {

	private static final ExpressionCompiler EXPRESSIONS = new ExpressionCompiler();

	private static final ManagedIdentities IDENTITIES = new ManagedIdentities(
			(wanted) -> Mono
				.just(new IdentityTokens.Token("token-of-" + wanted.resource(), Instant.now().plusSeconds(3600))),
			Clock.systemUTC());

	private Language() {
	}

	/**
	 * Makes a language with counters and caches of its own.
	 */
	static PolicyLanguage create() {
		return create(PolicyStores.inProcess());
	}

	/**
	 * Makes a language.
	 * @param stores its counters and caches
	 */
	static PolicyLanguage create(PolicyStores stores) {
		return new PolicyLanguage(Statements.registry(List.of(new AuthenticationManagedIdentity(IDENTITIES)), stores),
				EXPRESSIONS, PolicyLanguage.DEFAULT_BODY_LIMIT);
	}

	static PolicyDryRun dryRun() {
		return new PolicyDryRun(new ApimErrorResponses(new FailureLog(0)));
	}

}
