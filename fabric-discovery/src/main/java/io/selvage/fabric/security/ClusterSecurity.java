package io.selvage.fabric.security;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How to talk to a cluster's management endpoints.
 *
 * @param clientCertificate who we are, or {@code null} for a cluster that asks for none
 * @param serverTrust who the cluster must be
 * @param protocols TLS versions offered. Windows clusters ask for the client certificate
 * after the handshake, which only TLS 1.2 can do in Java; hence the default
 * @param tokens adds an {@code Authorization} header, or {@code null}
 */
public record ClusterSecurity(@Nullable ClientCertificate clientCertificate, ServerTrust serverTrust,
		List<String> protocols, @Nullable BearerTokenSource tokens) {

	/** No certificate of ours, trusted authorities, TLS 1.2. */
	public static final ClusterSecurity DEFAULT = new ClusterSecurity(null, ServerTrust.CHAIN, List.of("TLSv1.2"),
			null);

	public ClusterSecurity {
		protocols = List.copyOf(protocols);
		if (protocols.isEmpty()) {
			throw new IllegalArgumentException("at least one TLS protocol is needed, for instance TLSv1.2");
		}
		for (String protocol : protocols) {
			if (!protocol.equals("TLSv1.2") && !protocol.equals("TLSv1.3")) {
				throw new IllegalArgumentException(
						"TLS protocol '" + protocol + "' is not supported; use TLSv1.2 or TLSv1.3");
			}
		}
	}

	/**
	 * Mutual TLS with the default protocols.
	 * @param certificate who we are
	 * @param trust who the cluster must be
	 * @return the settings
	 */
	public static ClusterSecurity of(@Nullable ClientCertificate certificate, ServerTrust trust) {
		return new ClusterSecurity(certificate, trust, DEFAULT.protocols, null);
	}

}
