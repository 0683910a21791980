package io.selvage.fabric.discovery;

import java.nio.file.Path;
import java.util.List;

import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.naming.NamingSettings;
import io.selvage.fabric.resolution.CacheSettings;
import io.selvage.fabric.resolution.RefreshSettings;
import io.selvage.fabric.security.BearerTokenSource;
import io.selvage.fabric.security.ClientCertificate;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import org.jspecify.annotations.Nullable;

/**
 * Turns properties into settings. What is wrong is told by the name of its property.
 */
final class ClusterSettingsFactory {

	private ClusterSettingsFactory() {
	}

	static FabricClusterSettings settings(FabricDiscoveryProperties properties, @Nullable BearerTokenSource tokens) {
		try {
			FabricDiscoveryProperties.Client client = properties.client();
			FabricDiscoveryProperties.Timeouts timeouts = client.timeouts();
			FabricDiscoveryProperties.Refresh refresh = client.refresh();
			CacheSettings cache = CacheSettings.DEFAULT;
			return new FabricClusterSettings(client.clusterName(), properties.managementEndpoints(),
					security(properties.tls(), tokens),
					new NamingSettings(client.apiVersion(), client.fallbackApiVersion(), timeouts.connect(),
							timeouts.request(), timeouts.failover(), NamingSettings.DEFAULT.maxResponseBytes()),
					new CacheSettings(client.cacheExpiry(), timeouts.resolve(), cache.notFoundExpiry(),
							cache.notFoundConfirmation(), cache.maxConcurrentCalls()),
					new RefreshSettings(refresh.enabled(), refresh.period(), refresh.maxCallsPerSecond(),
							refresh.idleAfter()));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(FabricDiscoveryProperties.PREFIX + ": " + ex.getMessage(), ex);
		}
	}

	private static ClusterSecurity security(FabricDiscoveryProperties.Tls tls, @Nullable BearerTokenSource tokens) {
		List<ServerTrust.X509Name> names = tls.serverNames()
			.stream()
			.map((server) -> new ServerTrust.X509Name(server.name(), server.issuerThumbprint()))
			.toList();
		ServerTrust trust = new ServerTrust(tls.serverThumbprints(), names, tls.serverAuthorities());
		return new ClusterSecurity(certificate(tls.clientCertificate()), trust, tls.protocols(), tokens);
	}

	private static @Nullable ClientCertificate certificate(FabricDiscoveryProperties.Certificate certificate) {
		Path pfx = certificate.pfx();
		Path pem = certificate.pem();
		if (pfx != null && pem != null) {
			throw new IllegalArgumentException("tls.client-certificate: give either pfx or pem, not both");
		}
		String password = certificate.password();
		if (pfx != null) {
			return new ClientCertificate.PfxFile(pfx, (password != null) ? password : "");
		}
		if (pem == null) {
			return null;
		}
		Path key = certificate.privateKey();
		return new ClientCertificate.PemFiles(pem, (key != null) ? key : pem, password);
	}

}
