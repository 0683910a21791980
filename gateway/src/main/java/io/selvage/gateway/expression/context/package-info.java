/**
 * The object {@code context} and what can be reached from it, declared over the request
 * context of the gateway.
 */
@NullMarked
package io.selvage.gateway.expression.context;

import org.jspecify.annotations.NullMarked;
