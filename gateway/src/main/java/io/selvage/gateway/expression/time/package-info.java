/**
 * Dates, times and time zones as .NET has them, in the invariant culture.
 */
@NullMarked
package io.selvage.gateway.expression.time;

import org.jspecify.annotations.NullMarked;
