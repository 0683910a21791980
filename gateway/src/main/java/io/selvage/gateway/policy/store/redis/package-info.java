/**
 * Caches and counters that several gateways share through Redis.
 */
@NullMarked
package io.selvage.gateway.policy.store.redis;

import org.jspecify.annotations.NullMarked;
