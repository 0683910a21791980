/**
 * Reads golden tables.
 */
@NullMarked
package io.selvage.gateway.expression.golden;

import org.jspecify.annotations.NullMarked;
