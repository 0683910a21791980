package io.selvage.gateway.expression.code;

/**
 * A compiled statement.
 */
@FunctionalInterface
interface Action {

	/** The next statement follows. */
	int NORMAL = 0;

	/** The loop or switch is left. */
	int BREAK = 1;

	/** The loop goes on with its next round. */
	int CONTINUE = 2;

	/** The function is left; its value is in the frame. */
	int RETURN = 3;

	/**
	 * Executes.
	 * @param host the object the evaluation is made for
	 * @param frame variables and budget
	 * @return how it ended
	 */
	int run(Object host, Frame frame);

}
