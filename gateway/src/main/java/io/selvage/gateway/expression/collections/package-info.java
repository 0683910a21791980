/**
 * The generic collections of .NET and the operators of LINQ.
 */
@NullMarked
package io.selvage.gateway.expression.collections;

import org.jspecify.annotations.NullMarked;
