package io.selvage.gateway.expression.code;

import java.util.function.ToLongFunction;

/**
 * What one evaluation may use. Exceeding one ends it with
 * {@code ExpressionLimitExceeded}. An evaluation over large input (bodies, values of
 * variables) may use more, in proportion to it.
 *
 * @param steps rounds of loops, calls of lambdas, items of LINQ sequences; one more per
 * 64 bytes of input
 * @param memory bytes allocated; 64 more per byte of input
 * @param depth calls of lambdas and local functions within each other
 * @param millis wall clock, in ms; 60 more per MiB of input; a fifth of it is kept in
 * reserve for the step that is under way
 * @param inputs tells how many bytes of input the host has; asked once, and only by an
 * evaluation that would exceed a limit without them
 */
public record EvaluationLimits(int steps, long memory, int depth, int millis, ToLongFunction<Object> inputs) {

	private static final long MIB = 1 << 20;

	private static final long MOST_INPUT = 16 * MIB;

	private static final int STEPS_FOR_BYTES = 64;

	private static final int MEMORY_PER_BYTE = 64;

	private static final long MILLIS_PER_MIB = 60;

	/** Four fifths of a millisecond. */
	private static final long NANOS_PER_MILLI = 800_000;

	/** For programs whose work is bounded by their text: nothing is counted. */
	static final EvaluationLimits NONE = new EvaluationLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE, (host) -> 0);

	long inputs(Object host) {
		return Math.min(this.inputs.applyAsLong(host), MOST_INPUT);
	}

	long steps(long inputs) {
		return this.steps + inputs / STEPS_FOR_BYTES;
	}

	long memory(long inputs) {
		return this.memory + inputs * MEMORY_PER_BYTE;
	}

	long millis(long inputs) {
		return this.millis + inputs * MILLIS_PER_MIB / MIB;
	}

	/** When an evaluation is stopped, counted from its start. */
	long nanos(long inputs) {
		return millis(inputs) * NANOS_PER_MILLI;
	}

}
