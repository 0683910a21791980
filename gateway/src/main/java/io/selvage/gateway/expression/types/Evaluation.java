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
	 * Counts text that is about to be made.
	 * @param length how many characters
	 */
	void produce(long length);

	/**
	 * Announces memory that is about to be taken at once: collections, arrays, documents.
	 * @param bytes how many bytes, at most
	 */
	void allocate(long bytes);

	/**
	 * Returns when the evaluation must be over.
	 * @return a value to compare with {@link System#nanoTime()}
	 */
	long deadlineNanos();

}
