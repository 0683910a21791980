package io.selvage.gateway.policy.store.redis;

/**
 * What a limit does while its counters in Redis cannot be reached. Caches always take it
 * for a miss: a cache protects nothing.
 */
public enum FailureRule {

	/** Requests pass uncounted. */
	OPEN,
	/** Requests are refused with 503. */
	CLOSED,
	/** Every gateway counts its own requests meanwhile. */
	LOCAL

}
