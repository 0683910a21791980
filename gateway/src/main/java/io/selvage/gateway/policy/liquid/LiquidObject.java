package io.selvage.gateway.policy.liquid;

import org.jspecify.annotations.Nullable;

/**
 * A value with members that are computed when a template asks for them.
 */
@FunctionalInterface
public interface LiquidObject {

	/**
	 * Returns a member.
	 * @param name its name as the template wrote it
	 * @return a string, number, boolean, {@code List}, {@code Map} or
	 * {@code LiquidObject}; null if there is no such member
	 */
	@Nullable Object member(String name);

}
