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
	 * Counts work on many items.
	 * @param items how many items are about to be visited
	 * @param perStep how many of them are one step
	 */
	default void stepFor(long items, int perStep) {
		step(1 + (int) Math.min(items / perStep, Integer.MAX_VALUE - 1));
	}

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
	 * Weighs the input of the evaluation, before some of it is read away: what has been
	 * weighed counts until the evaluation ends.
	 */
	void weighInput();

	/**
	 * Looks at the clock, for work that can't be counted in steps.
	 */
	void checkTime();

}
