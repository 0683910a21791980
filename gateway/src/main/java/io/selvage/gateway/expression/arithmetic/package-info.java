/**
 * C# arithmetic on values in their Java form: promotion, wrapping, checking, conversion.
 */
@NullMarked
package io.selvage.gateway.expression.arithmetic;

import org.jspecify.annotations.NullMarked;
