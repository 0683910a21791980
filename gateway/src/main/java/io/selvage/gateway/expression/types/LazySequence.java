package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * A sequence whose elements are computed when they are asked for, as LINQ operators
 * return them.
 */
@FunctionalInterface
public interface LazySequence extends Iterable<@Nullable Object> {

}
