package io.selvage.gateway.target.breaker;

/**
 * Counts calls within the interval of a circuit breaker rule. Resilience4j's own windows
 * know failure rates over whole seconds or a number of calls, but neither a number of
 * failures nor an interval of hours without one slot per second; these two say exactly
 * what a rule of Azure API Management says. Thread-safe.
 */
sealed interface FailureWindow permits FailureCountWindow, FailureRateWindow, NoWindow {

	/**
	 * Counts a failure.
	 * @param nowMillis the present
	 * @return true if that is too many: the window is empty then
	 */
	boolean failed(long nowMillis);

	/**
	 * Counts a success.
	 * @param nowMillis the present
	 */
	void succeeded(long nowMillis);

	/**
	 * Forgets everything.
	 */
	void clear();

}
