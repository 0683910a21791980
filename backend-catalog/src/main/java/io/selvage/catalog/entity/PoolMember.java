package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * A member of a pool.
 *
 * @param backend the resource name of the member
 * @param weight its share of the requests relative to other members of its priority, 0 to
 * 100; null: not given
 * @param priority its group; lower numbers are used first, 0 to 100; null: not given
 */
public record PoolMember(String backend, @Nullable Integer weight, @Nullable Integer priority) {
}
