package io.selvage.gateway.policy.document;

import org.jspecify.annotations.Nullable;

/**
 * Finds the values that replace <code>{{name}}</code>.
 */
@FunctionalInterface
public interface NamedValueLookup {

	/**
	 * Finds a value.
	 * @param name the name between the braces
	 * @return the value, or null if there is none of this name
	 */
	@Nullable Found find(String name);

	/**
	 * A value that was found.
	 *
	 * @param value the text
	 * @param secret whether people may not see it
	 */
	record Found(String value, boolean secret) {

		@Override
		public String toString() {
			return "Found[secret=" + this.secret + "]";
		}

	}

}
