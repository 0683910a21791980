package io.selvage.gateway.runtime;

import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.entity.BackendTls;
import io.selvage.catalog.entity.FabricCluster.ClientCertificate;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The open clusters. Backends that name the same endpoints and certificates share one,
 * and a cluster stays open over changes of the catalog that do not concern it: its cache
 * of partitions is worth keeping.
 */
final class FabricClusters {

	/** Requests that began before a change of the catalog may still ask. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private final FabricCluster.Opener opener;

	private final Map<Key, FabricCluster> open = new HashMap<>();

	FabricClusters(FabricCluster.Opener opener) {
		this.opener = opener;
	}

	/**
	 * Returns the cluster of a backend, opened if it is not yet.
	 * @param name what the cluster is called if it is new
	 * @param cluster what the entity says
	 * @param certificates the certificates
	 * @return the cluster
	 * @throws UnusableException if its certificate cannot be used
	 */
	FabricCluster of(String name, io.selvage.catalog.entity.FabricCluster cluster, Certificates certificates) {
		boolean tls = cluster.managementEndpoints().stream().anyMatch((url) -> !url.startsWith("http:"));
		Key key = new Key(cluster.managementEndpoints(),
				tls ? certificate(cluster.clientCertificate(), certificates) : null, cluster.serverThumbprints(),
				cluster.serverNames());
		FabricCluster known = this.open.get(key);
		if (known == null) {
			try {
				known = this.opener.open(settings(name, key));
			}
			catch (IllegalArgumentException ex) {
				throw new UnusableException(String.valueOf(ex.getMessage()));
			}
			this.open.put(key, known);
		}
		return known;
	}

	private static KeyStore.@Nullable PrivateKeyEntry certificate(ClientCertificate wanted, Certificates certificates) {
		if (wanted.certificateName() != null) {
			return certificates.named(wanted.certificateName());
		}
		return (wanted.thumbprint() != null) ? certificates.byThumbprint(wanted.thumbprint()) : null;
	}

	private static FabricClusterSettings settings(String name, Key key) {
		List<URI> endpoints = key.endpoints.stream().map(URI::create).toList();
		List<ServerTrust.X509Name> names = key.serverNames.stream()
			.map((pin) -> new ServerTrust.X509Name(pin.name(), pin.issuerThumbprint()))
			.toList();
		ServerTrust trust = new ServerTrust(key.serverThumbprints, names, null);
		return FabricClusterSettings.of(name, endpoints).withSecurity(ClusterSecurity.of(identity(key), trust));
	}

	private static io.selvage.fabric.security.@Nullable ClientCertificate identity(Key key) {
		if (key.certificate == null) {
			return null;
		}
		List<X509Certificate> chain = Arrays.stream(key.certificate.getCertificateChain())
			.map(X509Certificate.class::cast)
			.toList();
		return new io.selvage.fabric.security.ClientCertificate.InMemory(key.certificate.getPrivateKey(), chain);
	}

	/**
	 * Closes the clusters no backend uses any more.
	 * @param used those that are used
	 */
	void retain(Set<FabricCluster> used) {
		this.open.values().removeIf((cluster) -> {
			boolean unused = !used.contains(cluster);
			if (unused) {
				close(cluster, used.isEmpty());
			}
			return unused;
		});
	}

	private static void close(FabricCluster cluster, boolean atOnce) {
		if (atOnce) {
			cluster.close();
		}
		else {
			Mono.delay(GRACE).subscribe((tick) -> cluster.close());
		}
	}

	Collection<FabricCluster> all() {
		return new ArrayList<>(this.open.values());
	}

	private record Key(List<String> endpoints, KeyStore.@Nullable PrivateKeyEntry certificate,
			List<String> serverThumbprints, List<BackendTls.X509Name> serverNames) {
	}

}
