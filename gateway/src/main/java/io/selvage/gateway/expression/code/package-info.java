/**
 * From bound expressions to closures that evaluate them, and the budgets they run under.
 */
@NullMarked
package io.selvage.gateway.expression.code;

import org.jspecify.annotations.NullMarked;
