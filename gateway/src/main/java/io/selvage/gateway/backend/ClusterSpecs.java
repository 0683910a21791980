package io.selvage.gateway.backend;

import java.net.URI;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import io.selvage.catalog.entity.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.security.ClientCertificate;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import io.selvage.gateway.certificate.CertificateStore;
import org.jspecify.annotations.Nullable;

/**
 * Says how the cluster of a backend entity is asked. Entities that describe the same
 * cluster get equal settings, and with them one cache.
 */
final class ClusterSpecs {

	private final NamedValueText text;

	private final CertificateStore certificates;

	private final BackendSettings defaults;

	ClusterSpecs(NamedValueText text, CertificateStore certificates, BackendSettings defaults) {
		this.text = text;
		this.certificates = certificates;
		this.defaults = defaults;
	}

	FabricClusterSettings of(FabricCluster cluster) {
		List<URI> endpoints = cluster.managementEndpoints().stream().map(this::endpoint).toList();
		if (endpoints.isEmpty()) {
			throw new UnusableBackendException("its cluster has no management endpoint");
		}
		boolean tls = endpoints.stream().anyMatch((endpoint) -> "https".equalsIgnoreCase(endpoint.getScheme()));
		ClusterSecurity security = tls ? ClusterSecurity.of(certificate(cluster.clientCertificate()), trust(cluster))
				: ClusterSecurity.DEFAULT;
		return new FabricClusterSettings(endpoints.get(0).getAuthority(), endpoints, security, this.defaults.naming(),
				this.defaults.cache(), this.defaults.refresh());
	}

	private URI endpoint(String endpoint) {
		String expanded = this.text.expand(endpoint).trim();
		try {
			return URI.create(expanded.endsWith("/") ? expanded.substring(0, expanded.length() - 1) : expanded);
		}
		catch (IllegalArgumentException malformed) {
			throw new UnusableBackendException("its management endpoint '" + endpoint + "' is malformed");
		}
	}

	private @Nullable ClientCertificate certificate(FabricCluster.ClientCertificate wanted) {
		PrivateKeyEntry entry = null;
		if (wanted.certificateName() != null) {
			entry = this.certificates.byName(wanted.certificateName());
		}
		else if (wanted.thumbprint() != null) {
			entry = this.certificates.byThumbprint(wanted.thumbprint());
		}
		return (entry == null) ? null : new ClientCertificate.InMemory(entry.getPrivateKey(),
				Arrays.stream(entry.getCertificateChain()).map(X509Certificate.class::cast).toList());
	}

	private static ServerTrust trust(FabricCluster cluster) {
		return new ServerTrust(cluster.serverThumbprints(),
				cluster.serverNames()
					.stream()
					.map((name) -> new ServerTrust.X509Name(name.name(), name.issuerThumbprint()))
					.toList(),
				null);
	}

}
