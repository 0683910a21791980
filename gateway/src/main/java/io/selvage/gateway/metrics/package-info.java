/**
 * Meters of what the gateway does.
 */
@NullMarked
package io.selvage.gateway.metrics;

import org.jspecify.annotations.NullMarked;
