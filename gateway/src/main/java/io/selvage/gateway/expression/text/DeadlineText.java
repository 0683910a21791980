package io.selvage.gateway.expression.text;

/**
 * A text that looks at a clock while it is read: it ends a match that backtracks without
 * end.
 */
final class DeadlineText implements CharSequence {

	private static final int READS_BETWEEN_LOOKS = 4096;

	private final String text;

	private final Runnable clock;

	private int reads;

	/**
	 * Creates a text.
	 * @param text what is read
	 * @param clock throws when the time is over
	 */
	DeadlineText(String text, Runnable clock) {
		this.text = text;
		this.clock = clock;
	}

	@Override
	public char charAt(int index) {
		if (++this.reads == READS_BETWEEN_LOOKS) {
			this.reads = 0;
			this.clock.run();
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
