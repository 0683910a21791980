package io.selvage.gateway.target.pool;

import io.selvage.gateway.target.Target;

/**
 * A member of a pool.
 *
 * @param target the backend
 * @param weight its share of the requests within its priority, from 0
 * @param priority its group; lower numbers are used first
 */
public record PoolMember(Target target, int weight, int priority) {

	/** The weight of a member whose entity gives none. */
	public static final int DEFAULT_WEIGHT = 1;

	/** The priority of a member whose entity gives none. */
	public static final int DEFAULT_PRIORITY = 0;

	String id() {
		return this.target.backendId();
	}

}
