package io.selvage.conformance.policy;

import java.util.List;

import io.selvage.gateway.dryrun.PolicyDryRun;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.statement.Statements;

/**
 * The policy language as the gateway has it, apart from the gateway.
 */
final class Language {

	private static final ExpressionCompiler EXPRESSIONS = new ExpressionCompiler();

	private Language() {
	}

	/**
	 * Makes a language with counters and caches of its own.
	 */
	static PolicyLanguage create() {
		return new PolicyLanguage(Statements.registry(List.of()), EXPRESSIONS, PolicyLanguage.DEFAULT_BODY_LIMIT);
	}

	static PolicyDryRun dryRun() {
		return new PolicyDryRun(new ApimErrorResponses(new FailureLog(0)));
	}

}
