/**
 * The meaning of expressions: names, types, conversions, overloads; from the syntax tree
 * to a tree in which everything is resolved.
 */
@NullMarked
package io.selvage.gateway.expression.binding;

import org.jspecify.annotations.NullMarked;
