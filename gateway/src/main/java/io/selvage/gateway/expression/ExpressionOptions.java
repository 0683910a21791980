package io.selvage.gateway.expression;

/**
 * What may be chosen about expressions.
 *
 * @param maxSteps rounds of loops, calls of lambdas and items of sequences per evaluation
 * @param maxMemory bytes one evaluation may allocate; 64 more per byte of the bodies and
 * variables it can read
 * @param maxDepth calls of lambdas and local functions within each other
 * @param maxMillis wall clock per evaluation, in ms
 * @param missingVariableIsNull whether {@code context.Variables["x"]} is null for an
 * unknown name, as in API Management; otherwise it throws KeyNotFoundException as .NET
 * dictionaries do
 */
public record ExpressionOptions(int maxSteps, int maxMemory, int maxDepth, int maxMillis,
		boolean missingVariableIsNull) {

	/** 10,000 steps, 1 MiB, depth 64, 50 ms; unknown variables are null. */
	public static final ExpressionOptions DEFAULT = new ExpressionOptions(10_000, 1 << 20, 64, 50, true);

}
