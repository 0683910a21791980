/**
 * Finds the operation a request is for, without trying routes one by one.
 */
@NullMarked
package io.selvage.gateway.routing;

import org.jspecify.annotations.NullMarked;
