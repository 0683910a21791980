package io.selvage.gateway.policy;

import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.document.PolicyReader;

/**
 * The policy language: statements, expressions and limits. Immutable; made once when the
 * gateway starts.
 *
 * @param registry the policies it knows
 * @param expressions compiles expressions
 * @param bodyLimit the largest body, in bytes, that is read into memory for a policy
 */
public record PolicyLanguage(StatementRegistry registry, ExpressionCompiler expressions, int bodyLimit) {

	/**
	 * What Azure API Management buffers in its v2 tiers (page "Feature-based comparison
	 * of tiers"): documents written for it get along with it, and a thousand requests
	 * that buffer at once stay within 2 GiB.
	 */
	public static final int DEFAULT_BODY_LIMIT = 2 * 1024 * 1024;

	/**
	 * Creates a compiler for the documents of one catalog snapshot.
	 * @param environment what the documents refer to
	 * @return a compiler that reads each document once
	 */
	public PolicyCompiler compiler(PolicyEnvironment environment) {
		return new PolicyCompiler(this, new PolicyReader(), environment);
	}

}
