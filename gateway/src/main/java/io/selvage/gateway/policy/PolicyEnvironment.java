package io.selvage.gateway.policy;

import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * What a policy document refers to: the other entities of the catalog. A view of one
 * immutable snapshot; plans keep it.
 */
public interface PolicyEnvironment {

	/**
	 * Finds a named value by its display name.
	 * @param name the name between the double braces
	 * @return the value, or null if there is none of this name
	 */
	@Nullable NamedValue namedValue(String name);

	/**
	 * Finds a policy fragment.
	 * @param id the resource name
	 * @return its text, or null if there is none of this name
	 */
	@Nullable PolicySource fragment(String id);

	/**
	 * Finds the URL of a backend.
	 * @param id the resource name
	 * @return for example {@code https://host/base} or {@code fabric:/App/Service}; null
	 * if there is no such backend
	 */
	@Nullable String backendUrl(String id);

	/**
	 * Tells whether there is a logger.
	 * @param id the resource name
	 * @return true if there is; by default, there is every logger
	 */
	default boolean hasLogger(String id) {
		return true;
	}

	/**
	 * Finds a schema bodies are compared with.
	 * @param id the resource name
	 * @return null if there is none of this name; by default, there is none
	 */
	default @Nullable StoredSchema schema(String id) {
		return null;
	}

	/**
	 * The value of a named value.
	 *
	 * @param value the text that replaces the reference
	 * @param secret whether traces and errors must not show it
	 */
	record NamedValue(String value, boolean secret) {

		@Override
		public String toString() {
			return this.secret ? "NamedValue[***]" : "NamedValue[" + this.value + "]";
		}

	}

}
