package io.selvage.gateway.context;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The API a request belongs to ({@code context.Api}). Made once per catalog change.
 *
 * @param id the resource name without its revision
 * @param name the display name
 * @param path the URL suffix, without slashes at its ends
 * @param revision the revision, {@code 1} by default
 * @param version the version, or null
 * @param isCurrentRevision true for the revision that is served without {@code ;rev=}
 * @param serviceUrl the URL of the backend, or null
 * @param protocols http, https, ws, wss
 * @param subscriptionKeyHeader the header that carries the subscription key
 * @param subscriptionKeyQuery the query parameter that carries the subscription key
 */
public record ApiInfo(String id, String name, String path, String revision, @Nullable String version,
		boolean isCurrentRevision, @Nullable MessageUrl serviceUrl, List<String> protocols,
		String subscriptionKeyHeader, String subscriptionKeyQuery) {

	/**
	 * Tells whether the API speaks nothing but WebSocket.
	 * @return true if its protocols are ws and wss
	 */
	public boolean webSocketOnly() {
		for (String protocol : this.protocols) {
			if (!protocol.regionMatches(true, 0, "ws", 0, 2)) {
				return false;
			}
		}
		return !this.protocols.isEmpty();
	}

}
