package io.selvage.catalog.entity;

import java.util.List;
import java.util.Map;

import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway presents to a backend. Values may refer to named values
 * ({@code {{name}}}).
 *
 * @param query query parameters to set
 * @param header headers to set
 * @param authorization the Authorization header, or null
 * @param clientCertificates client certificates; resource names win over thumbprints
 * @param managedIdentity whose token is sent, or null
 */
public record BackendCredentials(Map<String, List<Secret>> query, Map<String, List<Secret>> header,
		@Nullable Authorization authorization, ClientCertificates clientCertificates,
		@Nullable ManagedIdentity managedIdentity) {

	/** Nothing. */
	public static final BackendCredentials NONE = new BackendCredentials(Map.of(), Map.of(), null,
			ClientCertificates.NONE, null);

	/**
	 * An Authorization header.
	 *
	 * @param scheme the scheme, such as {@code Basic}
	 * @param parameter what follows the scheme
	 */
	public record Authorization(String scheme, Secret parameter) {
	}

	/**
	 * Certificates a client may present.
	 *
	 * @param names resource names of certificates; if there are any, thumbprints are
	 * ignored
	 * @param thumbprints SHA-1 thumbprints of certificates
	 */
	public record ClientCertificates(List<String> names, List<String> thumbprints) {

		/** None. */
		public static final ClientCertificates NONE = new ClientCertificates(List.of(), List.of());

	}

	/**
	 * An identity whose bearer token is sent.
	 *
	 * @param clientId a user-assigned identity; null: the system-assigned one
	 * @param resource for what the token is meant
	 */
	public record ManagedIdentity(@Nullable String clientId, String resource) {
	}

}
