package io.selvage.gateway.routing;

import org.jspecify.annotations.Nullable;

/**
 * Where requests for one revision of an API are recognised.
 *
 * @param path the URL suffix, without slashes at its ends; may be empty
 * @param version how its version is told from others at the same path; null: the API that
 * is served without a version
 * @param revision the revision number
 * @param current whether it is served without {@code ;rev=}
 */
public record ApiAddress(String path, @Nullable Version version, String revision, boolean current) {

	/**
	 * A version of an API.
	 *
	 * @param scheme where requests name it
	 * @param parameter the header or query parameter; empty for a path segment
	 * @param name the version, for example {@code v1}
	 */
	public record Version(Scheme scheme, String parameter, String name) {
	}

	/**
	 * Where a request names the version.
	 */
	public enum Scheme {

		/** In the path segment behind the API's suffix. */
		SEGMENT,
		/** In a header field. */
		HEADER,
		/** In a query parameter. */
		QUERY

	}

}
