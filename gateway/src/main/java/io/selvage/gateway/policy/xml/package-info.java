/**
 * Reads XML bodies for policies.
 */
@NullMarked
package io.selvage.gateway.policy.xml;

import org.jspecify.annotations.NullMarked;
