package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * How many values are within a value that cannot be changed: an anonymous object, a
 * tuple, a pair. Such values can hold each other twice and so double with every step;
 * whatever visits all of them (text, hash, equality) would take for ever.
 */
public final class Weight {

	private static final int MOST = 10_000;

	private Weight() {
	}

	/**
	 * A value that knows its weight.
	 */
	public interface Weighed {

		/**
		 * Returns the weight.
		 * @return from 1
		 */
		int weight();

	}

	/**
	 * Weighs a value by its parts.
	 * @param parts the parts
	 * @return the weight of the whole
	 * @throws LimitExceededException above 10,000
	 */
	public static int of(@Nullable Object... parts) {
		long weight = 1;
		for (Object part : parts) {
			weight += (part instanceof Weighed weighed) ? weighed.weight() : 1;
		}
		if (weight > MOST) {
			throw new LimitExceededException(
					"The evaluation was stopped because more than " + MOST + " values are within each other.");
		}
		return (int) weight;
	}

}
