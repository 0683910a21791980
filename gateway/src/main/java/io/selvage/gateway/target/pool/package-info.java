/**
 * Pools: several backends behind one name, chosen by priority, weight and session.
 */
@NullMarked
package io.selvage.gateway.target.pool;

import org.jspecify.annotations.NullMarked;
