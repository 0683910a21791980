package io.selvage.gateway.forward;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What makes one client identity different from another. Two backends with equal
 * specifications but other names have separate credentials objects and share connections
 * only if neither has a TLS identity.
 *
 * @param backendId the resource name of the backend, or an origin
 * @param credentials what is added to each request
 * @param tls how TLS is spoken
 * @param proxy the proxy, or null
 */
public record TransportSpec(String backendId, Credentials credentials, ClientTls tls, @Nullable Proxy proxy) {

	/**
	 * A transport without credentials, with the usual checks of TLS.
	 * @param backendId what it is for
	 * @return the specification
	 */
	public static TransportSpec plain(String backendId) {
		return new TransportSpec(backendId, Credentials.NONE, ClientTls.DEFAULT, null);
	}

	/**
	 * What a backend entity's {@code credentials} add to each request.
	 *
	 * @param headers header lines, which replace those of the client
	 * @param query query parameters, which replace those of the client
	 * @param authorization the value of {@code Authorization}, or null
	 * @param bearer a token that replaces the authorization, or null
	 */
	public record Credentials(Map<String, List<String>> headers, Map<String, List<String>> query,
			@Nullable String authorization, @Nullable BearerToken bearer) {

		/** Nothing is added. */
		public static final Credentials NONE = new Credentials(Map.of(), Map.of(), null, null);

		/**
		 * Credentials that do not change with time.
		 * @param headers header lines, which replace those of the client
		 * @param query query parameters, which replace those of the client
		 * @param authorization the value of {@code Authorization}, or null
		 */
		public Credentials(Map<String, List<String>> headers, Map<String, List<String>> query,
				@Nullable String authorization) {
			this(headers, query, authorization, null);
		}

		Credentials withToken(String token) {
			return new Credentials(this.headers, this.query, "Bearer " + token, null);
		}

		@Override
		public String toString() {
			return "Credentials[headers=" + this.headers.keySet() + ", query=" + this.query.keySet() + "]";
		}

	}

	/**
	 * An HTTP proxy.
	 *
	 * @param host its host
	 * @param port its port
	 * @param username the user, or null
	 * @param password the password, or null
	 */
	public record Proxy(String host, int port, @Nullable String username, @Nullable String password) {

		@Override
		public String toString() {
			return "Proxy[" + this.host + ":" + this.port + "]";
		}

	}

}
