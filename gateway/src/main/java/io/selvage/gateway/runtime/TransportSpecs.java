package io.selvage.gateway.runtime;

import java.security.KeyStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.BackendConnection;
import io.selvage.catalog.entity.BackendCredentials;
import io.selvage.catalog.entity.BackendProxy;
import io.selvage.catalog.entity.BackendTls;
import io.selvage.catalog.resource.Secret;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BearerToken;
import io.selvage.gateway.forward.ClientTls;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.policy.HeaderRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a backend is to be called from its entity: named values filled in,
 * certificates opened.
 */
final class TransportSpecs {

	private TransportSpecs() {
	}

	/**
	 * Reads a specification.
	 * @param backendId the backend
	 * @param connection the connection part of its entity
	 * @param snapshot where named values are found
	 * @param certificates the certificates
	 * @param identities the managed identities
	 * @return the specification
	 * @throws UnusableException if something it refers to is missing
	 */
	static TransportSpec of(String backendId, BackendConnection connection, CatalogSnapshot snapshot,
			Certificates certificates, ManagedIdentities identities) {
		BackendCredentials credentials = connection.credentials();
		BackendCredentials.Authorization authorization = credentials.authorization();
		TransportSpec.Credentials added = new TransportSpec.Credentials(headers(credentials.header(), snapshot),
				values(credentials.query(), snapshot), authorization(authorization, snapshot),
				bearer(credentials.managedIdentity(), snapshot, identities));
		return new TransportSpec(backendId, added,
				tls(connection.tls(), certificate(credentials.clientCertificates(), snapshot, certificates)),
				proxy(connection.proxy(), snapshot));
	}

	private static @Nullable BearerToken bearer(BackendCredentials.@Nullable ManagedIdentity identity,
			CatalogSnapshot snapshot, ManagedIdentities identities) {
		if (identity == null) {
			return null;
		}
		String clientId = identity.clientId();
		return identities.of(new IdentityTokens.Wanted(NamedValueText.resolve(identity.resource(), snapshot),
				(clientId != null) ? NamedValueText.resolve(clientId, snapshot) : null));
	}

	private static Map<String, List<String>> headers(Map<String, List<Secret>> secrets, CatalogSnapshot snapshot) {
		Map<String, List<String>> headers = values(secrets, snapshot);
		headers.forEach((name, values) -> values.forEach((value) -> sendable(name, value)));
		return headers;
	}

	/** Named values may hold anything; a line break would end the header. */
	private static String sendable(String header, String value) {
		String problem = HeaderRules.valueProblem(value);
		if (problem != null) {
			throw new UnusableException("The header '" + header + "' of the credentials cannot be sent: " + problem);
		}
		return value;
	}

	private static @Nullable String authorization(BackendCredentials.@Nullable Authorization authorization,
			CatalogSnapshot snapshot) {
		return (authorization != null)
				? sendable("Authorization", NamedValueText.resolve(authorization.scheme(), snapshot) + " "
						+ secret(authorization.parameter(), snapshot))
				: null;
	}

	private static Map<String, List<String>> values(Map<String, List<Secret>> secrets, CatalogSnapshot snapshot) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		secrets
			.forEach((name, list) -> values.put(name, list.stream().map((value) -> secret(value, snapshot)).toList()));
		return values;
	}

	private static String secret(Secret secret, CatalogSnapshot snapshot) {
		return NamedValueText.resolve(secret.reveal(), snapshot);
	}

	private static KeyStore.@Nullable PrivateKeyEntry certificate(BackendCredentials.ClientCertificates wanted,
			CatalogSnapshot snapshot, Certificates certificates) {
		if (!wanted.names().isEmpty()) {
			return certificates.named(wanted.names().get(0));
		}
		return wanted.thumbprints().isEmpty() ? null
				: certificates.byThumbprint(NamedValueText.resolve(wanted.thumbprints().get(0), snapshot));
	}

	static ClientTls tls(BackendTls tls, KeyStore.@Nullable PrivateKeyEntry certificate) {
		return new ClientTls(tls.validateChain(), tls.validateName(),
				tls.serverThumbprints().stream().map(TransportSpecs::digits).toList(),
				tls.serverNames()
					.stream()
					.map((name) -> new ClientTls.ServerName(name.name(), issuers(name.issuerThumbprint())))
					.toList(),
				certificate);
	}

	/** Thumbprints are shown with colons, blanks and invisible marks, in either case. */
	private static String digits(String thumbprint) {
		return thumbprint.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
	}

	private static @Nullable String issuers(String thumbprints) {
		return thumbprints.isBlank() ? null
				: Arrays.stream(thumbprints.split(",")).map(TransportSpecs::digits).collect(Collectors.joining(","));
	}

	private static TransportSpec.@Nullable Proxy proxy(@Nullable BackendProxy proxy, CatalogSnapshot snapshot) {
		if (proxy == null) {
			return null;
		}
		MessageUrl url = MessageUrl.parse(NamedValueText.resolve(proxy.url(), snapshot));
		if (!url.scheme().equalsIgnoreCase("http")) {
			throw new UnusableException(
					"The proxy URL has the scheme '" + url.scheme() + "', but proxies are called over http");
		}
		String username = proxy.username();
		return new TransportSpec.Proxy(url.host(), url.port(),
				(username != null) ? NamedValueText.resolve(username, snapshot) : null,
				(proxy.password() != null) ? secret(proxy.password(), snapshot) : null);
	}

}
