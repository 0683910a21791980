/**
 * Retry sections: a body that is executed again while a condition holds, as the
 * {@code retry} policy and the Service Fabric backend do it.
 */
@NullMarked
package io.selvage.gateway.retry;

import org.jspecify.annotations.NullMarked;
