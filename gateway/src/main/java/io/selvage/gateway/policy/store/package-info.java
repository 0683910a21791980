/**
 * What policies keep between requests: cached values and responses, and counters of
 * calls.
 */
@NullMarked
package io.selvage.gateway.policy.store;

import org.jspecify.annotations.NullMarked;
