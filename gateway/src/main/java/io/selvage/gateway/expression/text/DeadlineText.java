package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.LimitExceededException;

/**
 * A text that can be read until a deadline: it ends a match that backtracks without end.
 */
final class DeadlineText implements CharSequence {

	private static final int READS_BETWEEN_LOOKS = 4096;

	private final String text;

	private final long deadlineNanos;

	private int reads;

	DeadlineText(String text, long deadlineNanos) {
		this.text = text;
		this.deadlineNanos = deadlineNanos;
	}

	@Override
	public char charAt(int index) {
		if (++this.reads == READS_BETWEEN_LOOKS) {
			this.reads = 0;
			if (System.nanoTime() - this.deadlineNanos > 0) {
				throw new LimitExceededException("A regular expression did not come to an end in time.");
			}
		}
		return this.text.charAt(index);
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.subSequence(start, end);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
