package io.selvage.catalog.entity;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One revision of an API.
 *
 * @param revision its name and revision
 * @param displayName the name for people
 * @param type what it speaks: {@code http}, {@code soap}, {@code websocket}, …
 * @param address under which URLs it is served
 * @param serviceUrl the URL of its backend, or null
 * @param access whether and how callers present a subscription key
 */
public record Api(Revision revision, String displayName, String type, Address address, @Nullable String serviceUrl,
		Access access) {

	/**
	 * The resource name, with {@code ;rev=n} for a revision that is not current.
	 * @return the name
	 */
	public String name() {
		return this.revision.name();
	}

	/**
	 * The identity of a revision.
	 *
	 * @param name the resource name, with {@code ;rev=n} for a revision that is not
	 * current
	 * @param number the revision, {@code 1} by default
	 * @param isCurrent whether it is served without {@code ;rev=n} in the URL
	 * @param description what changed, or null
	 */
	public record Revision(String name, String number, boolean isCurrent, @Nullable String description) {

		/** What separates name and revision. */
		public static final String MARK = ";rev=";

		/**
		 * The name that all revisions share.
		 * @return the name without {@code ;rev=n}
		 */
		public String apiId() {
			return rootOf(this.name);
		}

		/**
		 * The name without its revision.
		 * @param name a resource name
		 * @return the name without {@code ;rev=n}
		 */
		public static String rootOf(String name) {
			int mark = name.toLowerCase(Locale.ROOT).lastIndexOf(MARK);
			return (mark < 0) ? name : name.substring(0, mark);
		}

	}

	/**
	 * Under which URLs an API is served.
	 *
	 * @param path the URL suffix without slashes at its ends; may be empty
	 * @param version the version, or null
	 * @param versionSet the resource name of the version set, or null
	 * @param ownVersionSet the version set the API itself describes, for where there is
	 * no resource; null: it describes none
	 * @param protocols http, https, ws, wss
	 */
	public record Address(String path, @Nullable String version, @Nullable String versionSet,
			@Nullable VersionSet ownVersionSet, List<String> protocols) {
	}

	/**
	 * How callers present a subscription key.
	 *
	 * @param subscriptionRequired whether calls need one
	 * @param keyHeader the header that carries it
	 * @param keyQuery the query parameter that carries it
	 */
	public record Access(boolean subscriptionRequired, String keyHeader, String keyQuery) {

		/** The header if an API names no other. */
		public static final String DEFAULT_HEADER = "Ocp-Apim-Subscription-Key";

		/** The query parameter if an API names no other. */
		public static final String DEFAULT_QUERY = "subscription-key";

	}

}
