package io.selvage.gateway.attempt;

import java.time.Duration;

/**
 * How much of a backend's load may be requests that are sent again. Only re-sends of what
 * may have reached the backend count: a refused connection costs it nothing.
 *
 * @param enabled whether there is a budget at all
 * @param percent the share of re-sends relative to requests within the window, 0 to 100
 * @param window the window
 * @param floorPerSecond how many re-sends a second are always allowed
 * @param policies whether the retry sections an author wrote are held to it too; false is
 * exactly the behaviour of Azure API Management
 */
public record RetryBudgetRule(boolean enabled, int percent, Duration window, int floorPerSecond, boolean policies) {

	/**
	 * A fifth within ten seconds, three a second always, for the gateway's own re-sends.
	 */
	public static final RetryBudgetRule DEFAULT = new RetryBudgetRule(true, 20, Duration.ofSeconds(10), 3, false);

	/** Without limit. */
	public static final RetryBudgetRule OFF = new RetryBudgetRule(false, 20, Duration.ofSeconds(10), 3, false);

}
