/**
 * The policies: one class for each element.
 */
@NullMarked
package io.selvage.gateway.policy.statement;

import org.jspecify.annotations.NullMarked;
