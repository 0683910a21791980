package io.selvage.gateway;

/**
 * Prints what a test measured of a reliability goal. The command of level 1 (see
 * {@code gateway/reliability}) collects these lines in its table.
 */
public final class Measured {

	private Measured() {
	}

	/**
	 * Prints a figure.
	 * @param goal the short name of the goal, for example {@code R3}
	 * @param figure what was measured, with its number
	 */
	public static void figure(String goal, String figure) {
		System.out.println("GOAL " + goal + " " + figure);
	}

}
