package io.selvage.gateway.expression.types;

/**
 * The budget of one evaluation, as implementations of members see it. Every method throws
 * a {@link LimitExceededException} when the budget is used up.
 */
public interface Evaluation {

	/**
	 * Counts work, and looks at the clock now and then.
	 * @param count how many elementary steps are about to be done
	 */
	void step(int count);

	/**
	 * Counts text or bytes that are about to be made.
	 * @param length how many characters or bytes
	 */
	void produce(long length);

	/**
	 * Returns when the evaluation must be over.
	 * @return a value to compare with {@link System#nanoTime()}
	 */
	long deadlineNanos();

}
