package io.selvage.catalog.resource;

/**
 * An inclusive range of a length, a number or a count.
 *
 * @param min the smallest value
 * @param max the largest value
 */
public record Range(long min, long max) {

	/** Anything. */
	static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

	static Range parse(String text) {
		int dots = text.indexOf("..");
		String low = text.substring(0, dots);
		String high = text.substring(dots + 2);
		return new Range(low.isEmpty() ? Long.MIN_VALUE : Long.parseLong(low),
				high.isEmpty() ? Long.MAX_VALUE : Long.parseLong(high));
	}

	boolean contains(double value) {
		return value >= this.min && value <= this.max;
	}

	boolean isOpenBelow() {
		return this.min <= 0;
	}

	boolean isOpenAbove() {
		return this.max == Long.MAX_VALUE;
	}

	String describe() {
		if (isOpenAbove()) {
			return "at least " + this.min;
		}
		return (this.min == Long.MIN_VALUE) ? "at most " + this.max : this.min + " to " + this.max;
	}

}
