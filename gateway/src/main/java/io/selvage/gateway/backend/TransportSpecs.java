package io.selvage.gateway.backend;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.entity.BackendConnection;
import io.selvage.catalog.entity.BackendCredentials;
import io.selvage.catalog.entity.BackendProxy;
import io.selvage.catalog.entity.BackendTls;
import io.selvage.catalog.resource.Secret;
import io.selvage.gateway.certificate.CertificateStore;
import io.selvage.gateway.certificate.UnusableCertificateException;
import io.selvage.gateway.forward.ClientTls;
import io.selvage.gateway.forward.TransportSpec;
import org.jspecify.annotations.Nullable;

/**
 * Says how the connections of a backend entity are made. Certificates by resource name
 * win over thumbprints; the first of either is presented.
 */
final class TransportSpecs {

	private final NamedValueText text;

	private final CertificateStore certificates;

	TransportSpecs(NamedValueText text, CertificateStore certificates) {
		this.text = text;
		this.certificates = certificates;
	}

	TransportSpec of(String backendId, BackendConnection connection) {
		BackendCredentials credentials = connection.credentials();
		return new TransportSpec(backendId, credentials(credentials), tls(connection.tls(), credentials),
				proxy(connection.proxy()));
	}

	private TransportSpec.Credentials credentials(BackendCredentials credentials) {
		Map<String, List<String>> headers = expand(credentials.header(), false);
		Map<String, List<String>> query = expand(credentials.query(), true);
		BackendCredentials.Authorization authorization = credentials.authorization();
		String value = (authorization != null)
				? this.text.expand(authorization.scheme()) + " " + this.text.expand(authorization.parameter().reveal())
				: null;
		boolean none = headers.isEmpty() && query.isEmpty() && value == null;
		return none ? TransportSpec.Credentials.NONE : new TransportSpec.Credentials(headers, query, value);
	}

	private Map<String, List<String>> expand(Map<String, List<Secret>> values, boolean query) {
		Map<String, List<String>> expanded = new LinkedHashMap<>();
		values.forEach((name, secrets) -> {
			String key = query ? URLEncoder.encode(name, StandardCharsets.UTF_8) : name;
			expanded.put(key, secrets.stream().map((secret) -> {
				String value = this.text.expand(secret.reveal());
				return query ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value;
			}).toList());
		});
		return expanded;
	}

	private ClientTls tls(BackendTls tls, BackendCredentials credentials) {
		PrivateKeyEntry certificate = certificate(credentials.clientCertificates());
		List<ClientTls.ServerName> names = tls.serverNames().stream().map((name) -> {
			String issuer = name.issuerThumbprint();
			return new ClientTls.ServerName(name.name(), issuer.isBlank() ? null : issuer.toUpperCase(Locale.ROOT));
		}).toList();
		List<String> thumbprints = tls.serverThumbprints()
			.stream()
			.map((thumbprint) -> thumbprint.trim().toUpperCase(Locale.ROOT))
			.toList();
		return new ClientTls(tls.validateChain(), tls.validateName(), thumbprints, names, certificate);
	}

	private @Nullable PrivateKeyEntry certificate(BackendCredentials.ClientCertificates wanted) {
		if (!wanted.names().isEmpty()) {
			return this.certificates.byName(wanted.names().get(0));
		}
		return wanted.thumbprints().isEmpty() ? null : this.certificates.byThumbprint(wanted.thumbprints().get(0));
	}

	private TransportSpec.@Nullable Proxy proxy(@Nullable BackendProxy proxy) {
		if (proxy == null) {
			return null;
		}
		URI url;
		try {
			url = URI.create(this.text.expand(proxy.url()));
		}
		catch (IllegalArgumentException malformed) {
			throw new UnusableBackendException("the URL of its proxy is malformed");
		}
		if (url.getHost() == null || !"http".equalsIgnoreCase(url.getScheme())) {
			throw new UnusableBackendException("its proxy must have a URL such as http://host:port");
		}
		String username = (proxy.username() != null) ? this.text.expand(proxy.username()) : null;
		String password = (proxy.password() != null) ? this.text.expand(proxy.password().reveal()) : null;
		return new TransportSpec.Proxy(url.getHost(), (url.getPort() >= 0) ? url.getPort() : 80, username, password);
	}

}
