package io.selvage.gateway.policy;

/**
 * Makes the steps of one policy. Adding a policy to the language is: one implementation,
 * one line where the statements are registered, its tests.
 */
public interface StatementFactory {

	/**
	 * Declares the policy.
	 * @return its element, sections and scopes; always the same
	 */
	StatementSpec spec();

	/**
	 * Compiles one statement. Called after the element was checked against the
	 * declaration, so what is required is there and literals have their type. What else
	 * is wrong is reported through {@link StatementBinding#error}; the plan is then
	 * discarded, whatever is returned.
	 * @param binding the element, its values compiled
	 * @return the step; holds everything a request does not change
	 */
	Step create(StatementBinding binding);

}
