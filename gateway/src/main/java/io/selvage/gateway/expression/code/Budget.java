package io.selvage.gateway.expression.code;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;

/**
 * What one evaluation has used. The clock is read at every step (a round of a loop, a
 * call of a lambda, an element) and whenever much text is produced; a fifth of the time
 * is kept in reserve for the step that is under way.
 */
final class Budget implements Evaluation {

	/** What takes no loop is bounded by its input; a slow machine must not fail it. */
	private static final int FREE_STEPS = 4;

	private final EvaluationLimits limits;

	private final long deadline;

	private int steps;

	private long produced;

	private int depth;

	Budget(EvaluationLimits limits) {
		this.limits = limits;
		this.deadline = System.nanoTime() + limits.millis() * 800_000L;
	}

	@Override
	public void step(int count) {
		this.steps += count;
		if (this.steps > this.limits.steps()) {
			throw new LimitExceededException(
					"The evaluation was stopped after " + this.limits.steps() + " steps (loops, lambdas, items).");
		}
		if (this.steps > FREE_STEPS) {
			checkTime();
		}
	}

	private void checkTime() {
		if (System.nanoTime() - this.deadline > 0) {
			throw new LimitExceededException("The evaluation was stopped after " + this.limits.millis() + " ms.");
		}
	}

	@Override
	public void produce(long length) {
		if (length < 0 || length > this.limits.text() - this.produced) {
			throw new LimitExceededException("The evaluation was stopped because it produced more than "
					+ this.limits.text() + " characters or bytes.");
		}
		this.produced += length;
		if (length > 4096) {
			checkTime();
		}
	}

	@Override
	public long deadlineNanos() {
		return this.deadline;
	}

	void enter() {
		if (++this.depth > this.limits.depth()) {
			throw new LimitExceededException(
					"The evaluation was stopped because calls are nested deeper than " + this.limits.depth() + ".");
		}
	}

	void leave() {
		this.depth--;
	}

}
