/**
 * The attempt loop: what {@code forward-request} does. It keeps the budgets of a request
 * and asks its target where each attempt goes.
 */
@NullMarked
package io.selvage.gateway.attempt;

import org.jspecify.annotations.NullMarked;
