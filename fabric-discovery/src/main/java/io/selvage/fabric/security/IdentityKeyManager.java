package io.selvage.fabric.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Presents one identity whenever the server asks for a certificate that its key can sign
 * for. The list of acceptable issuers is not looked at: clusters know clients by
 * thumbprint, and the list they send says nothing about that.
 */
final class IdentityKeyManager extends X509ExtendedKeyManager {

	private static final String ALIAS = "client";

	private final ClientIdentity identity;

	IdentityKeyManager(ClientIdentity identity) {
		this.identity = identity;
	}

	private @Nullable String choose(String[] keyTypes) {
		String algorithm = this.identity.key().getAlgorithm().toUpperCase(Locale.ROOT);
		for (String keyType : keyTypes) {
			if (keyType.toUpperCase(Locale.ROOT).startsWith(algorithm)) {
				return ALIAS;
			}
		}
		return null;
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return choose(keyTypes);
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return choose(keyTypes);
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return (choose(new String[] { keyType }) != null) ? new String[] { ALIAS } : null;
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return this.identity.chain().toArray(new X509Certificate[0]);
	}

	@Override
	public PrivateKey getPrivateKey(String alias) {
		return this.identity.key();
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return null;
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return null;
	}

}
