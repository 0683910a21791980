/**
 * Policy documents: read, merged at base, compiled to a plan, executed.
 */
@NullMarked
package io.selvage.gateway.policy;

import org.jspecify.annotations.NullMarked;
