package io.selvage.gateway.forward;

import java.security.KeyStore;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken to a backend. Immutable; part of the identity of a client.
 *
 * @param validateChain whether the server's certificate must chain to a trusted authority
 * @param validateName whether it must be for the host that is called
 * @param serverThumbprints SHA-1 thumbprints, hexadecimal in upper case; if any is given,
 * the certificate must have one of them, and chain and name are not looked at
 * @param serverNames names (and issuers) of which the certificate must carry one, or none
 * @param certificate the certificate presented to the server, or null
 */
public record ClientTls(boolean validateChain, boolean validateName, List<String> serverThumbprints,
		List<ServerName> serverNames, KeyStore.@Nullable PrivateKeyEntry certificate) {

	/** Chain and name are checked, no certificate is presented. */
	public static final ClientTls DEFAULT = new ClientTls(true, true, List.of(), List.of(), null);

	/**
	 * Tells whether connections may be shared with other backends.
	 * @return true if nothing differs from the usual
	 */
	boolean usual() {
		return equals(DEFAULT);
	}

	/**
	 * A name that is accepted.
	 *
	 * @param name the common name or a DNS name of the certificate
	 * @param issuerThumbprint the SHA-1 thumbprint of its issuer, or several with commas
	 * between them, in capital hexadecimal digits; null for any
	 */
	public record ServerName(String name, @Nullable String issuerThumbprint) {
	}

}
