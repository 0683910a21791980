/**
 * Circuit breakers of backends: what counts as a failure, how many are too many, and for
 * how long no request is sent then.
 */
@NullMarked
package io.selvage.gateway.target.breaker;

import org.jspecify.annotations.NullMarked;
