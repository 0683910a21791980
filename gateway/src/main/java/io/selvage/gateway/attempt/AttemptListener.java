package io.selvage.gateway.attempt;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.target.Attempt;

/**
 * Learns of every attempt, for example to count it.
 */
@FunctionalInterface
public interface AttemptListener {

	/** Does nothing. */
	AttemptListener NONE = (context, attempt) -> {
	};

	/**
	 * Is called after an attempt ended, on its thread; must not block.
	 * @param context the request
	 * @param attempt the attempt
	 */
	void ended(PolicyContext context, Attempt attempt);

}
