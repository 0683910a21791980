package io.selvage.catalog.entity;

import java.util.List;

/**
 * Which TLS peer a gateway accepts. Pins replace the usual trust: with thumbprints or
 * names given, only a matching certificate is accepted.
 *
 * @param validateChain whether the chain must lead to a trusted root
 * @param validateName whether the certificate must be for the host of the URL
 * @param serverThumbprints SHA-1 thumbprints of accepted server certificates
 * @param serverNames common names and issuers of accepted server certificates
 */
public record BackendTls(boolean validateChain, boolean validateName, List<String> serverThumbprints,
		List<X509Name> serverNames) {

	/** Both validations on, no pins. */
	public static final BackendTls DEFAULT = new BackendTls(true, true, List.of(), List.of());

	/**
	 * A certificate by its subject and issuer.
	 *
	 * @param name the common name
	 * @param issuerThumbprint SHA-1 thumbprint of the issuer; empty: any trusted issuer
	 */
	public record X509Name(String name, String issuerThumbprint) {
	}

}
