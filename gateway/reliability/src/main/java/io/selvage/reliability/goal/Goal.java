package io.selvage.reliability.goal;

/**
 * A goal that can be measured.
 */
public interface Goal {

	/**
	 * Returns its short name.
	 * @return for example {@code R1}
	 */
	String id();

	/**
	 * Returns what it is about.
	 * @return a few words
	 */
	String title();

	/**
	 * Measures it.
	 * @param stage where it works and how long
	 * @param figures where the figures go
	 * @throws Exception if it cannot be measured
	 */
	void measure(Stage stage, Figures figures) throws Exception;

}
