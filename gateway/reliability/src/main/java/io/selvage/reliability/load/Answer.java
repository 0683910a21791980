package io.selvage.reliability.load;

/**
 * What became of a request.
 *
 * @param ask the request
 * @param due when it was to be sent, by {@link System#nanoTime()}
 * @param ended when its fate was known
 * @param status the status of its answer, or what happened instead: see the constants
 * @param body the answer's body, up to 200 characters
 */
public record Answer(Ask ask, long due, long ended, int status, String body) {

	/** Nobody listened. */
	public static final int REFUSED = -1;

	/** The connection was closed or reset before the whole answer was there. */
	public static final int BROKEN = -2;

	/** There was no answer in time. */
	public static final int LATE = -3;

	/**
	 * Tells whether the client has what it wanted.
	 * @return true for status 200
	 */
	public boolean good() {
		return this.status == 200;
	}

	/**
	 * Returns how long it took from the moment it was due.
	 * @return ms
	 */
	public double millis() {
		return (this.ended - this.due) / 1e6;
	}

	/**
	 * Names what became of it.
	 * @return a status, or words
	 */
	public String outcome() {
		return switch (this.status) {
			case REFUSED -> "refused";
			case BROKEN -> "broken";
			case LATE -> "late";
			default -> String.valueOf(this.status);
		};
	}

}
