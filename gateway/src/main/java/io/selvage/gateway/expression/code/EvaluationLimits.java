package io.selvage.gateway.expression.code;

/**
 * What one evaluation may use. Exceeding one ends it with
 * {@code ExpressionLimitExceeded}.
 *
 * @param steps rounds of loops, calls of lambdas, items of LINQ sequences
 * @param text characters and bytes produced
 * @param depth calls of lambdas and local functions within each other
 * @param millis wall clock, in ms
 */
public record EvaluationLimits(int steps, int text, int depth, int millis) {

	/** 10,000 steps, 1 MiB, depth 64, 50 ms. */
	public static final EvaluationLimits DEFAULT = new EvaluationLimits(10_000, 1 << 20, 64, 50);

}
