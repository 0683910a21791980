package io.selvage.gateway.policy.liquid;

/**
 * A part of a parsed template.
 */
@FunctionalInterface
interface Node {

	/**
	 * Renders the part.
	 */
	void render(RenderState state);

}
