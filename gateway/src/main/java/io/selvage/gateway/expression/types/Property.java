package io.selvage.gateway.expression.types;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A property, indexer, field or constant.
 *
 * @param owner the type it was declared in
 * @param name the name; {@code this[]} for an indexer
 * @param isStatic whether it has no receiver
 * @param parameters the parameters of an indexer, else empty
 * @param type the type of the value
 * @param getter reads it
 * @param setter writes it, or null if it is read-only
 * @param constant the value of a constant, else null
 */
public record Property(TypeDefinition owner, String name, boolean isStatic, List<Parameter> parameters, ClrType type,
		Body getter, @Nullable Body setter, @Nullable Object constant) {
}
