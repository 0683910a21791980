package io.selvage.reliability.goal;

/**
 * A row of the table.
 *
 * @param goal the short name of the goal
 * @param what what was measured
 * @param wanted what it should be
 * @param ours what it is
 * @param plain what it is with plain Spring Cloud Gateway; a dash if that was not
 * measured
 * @param verdict whether it is as it should be
 */
public record Figure(String goal, String what, String wanted, String ours, String plain, Verdict verdict) {

	/**
	 * What a figure means.
	 */
	public enum Verdict {

		/** It is as it should be. */
		MET,
		/** It is not. */
		MISSED,
		/** It is told for comparison. */
		TOLD

	}

}
