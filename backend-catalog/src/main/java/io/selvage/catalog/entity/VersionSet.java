package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * How the versions of an API are told apart.
 *
 * @param name the resource name
 * @param displayName the name for people
 * @param scheme where a request carries the version
 * @param parameter the header or query parameter that carries it; null for a path segment
 */
public record VersionSet(String name, String displayName, Scheme scheme, @Nullable String parameter) {

	/**
	 * Where a request carries the version.
	 */
	public enum Scheme {

		/** A path segment behind the API's path. */
		SEGMENT,
		/** A query parameter. */
		QUERY,
		/** A header. */
		HEADER

	}

}
