package io.selvage.gateway.expression.net;

import org.jspecify.annotations.Nullable;

/**
 * The components of an absolute URI, normalized.
 *
 * @param scheme in lower case
 * @param hierarchical whether {@code //} and an authority follow the scheme
 * @param userInfo user and password, or null
 * @param host in lower case, IPv6 addresses in brackets; may be empty
 * @param port -1 if it is the scheme's default
 * @param rest path, query and fragment
 */
record UriParts(String scheme, boolean hierarchical, @Nullable String userInfo, String host, int port, Rest rest) {

	String path() {
		return this.rest.path;
	}

	String query() {
		return this.rest.query;
	}

	String fragment() {
		return this.rest.fragment;
	}

	String authorityWithUser() {
		return ((this.userInfo != null) ? this.userInfo + "@" : "") + this.host
				+ ((this.port >= 0) ? ":" + this.port : "");
	}

	@Override
	public String toString() {
		return this.scheme + (this.hierarchical ? "://" : ":") + authorityWithUser() + path() + query() + fragment();
	}

	/**
	 * What follows the authority.
	 *
	 * @param path percent-encoded, without dot segments
	 * @param query with its question mark, or empty
	 * @param fragment with its number sign, or empty
	 */
	record Rest(String path, String query, String fragment) {
	}

}
