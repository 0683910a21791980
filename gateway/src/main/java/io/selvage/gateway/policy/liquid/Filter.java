package io.selvage.gateway.policy.liquid;

import org.jspecify.annotations.Nullable;

/**
 * Changes a value.
 */
@FunctionalInterface
interface Filter {

	@Nullable Object apply(@Nullable Object input, Arguments arguments);

}
