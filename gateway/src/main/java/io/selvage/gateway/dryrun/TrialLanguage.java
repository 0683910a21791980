package io.selvage.gateway.dryrun;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.identity.AuthenticationManagedIdentity;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.statement.Statements;
import reactor.core.publisher.Mono;

/**
 * The policy language for trials: all policies, but with caches and counters of its own
 * and invented tokens, so that a trial neither sees nor changes what requests do.
 */
public final class TrialLanguage {

	private static final IdentityTokens INVENTED = (wanted) -> Mono
		.just(new IdentityTokens.Token("sample-token-for-" + wanted.resource(), Instant.MAX));

	private TrialLanguage() {
	}

	/**
	 * Makes a language for one trial.
	 * @param more policies the gateway knows beside its own
	 * @param expressions compiles expressions
	 * @param bodyLimit the largest body, in bytes, that is read into memory for a policy
	 * @return the language
	 */
	public static PolicyLanguage of(List<StatementFactory> more, ExpressionCompiler expressions, int bodyLimit) {
		List<StatementFactory> factories = new ArrayList<>();
		StatementFactory identity = new AuthenticationManagedIdentity(
				new ManagedIdentities(INVENTED, Clock.systemUTC()));
		factories.add(identity);
		more.stream()
			.filter((factory) -> !factory.spec().name().equals(identity.spec().name()))
			.forEach(factories::add);
		return new PolicyLanguage(Statements.registry(factories), expressions, bodyLimit);
	}

}
