package io.selvage.fabric.cluster;

import java.net.URI;
import java.util.List;

import io.selvage.fabric.naming.NamingSettings;
import io.selvage.fabric.resolution.CacheSettings;
import io.selvage.fabric.resolution.RefreshSettings;
import io.selvage.fabric.security.ClusterSecurity;

/**
 * Everything there is to know about a cluster before the first call. Two clusters with
 * equal settings are the same cluster.
 *
 * @param name what the cluster is called in metrics, logs and health
 * @param managementEndpoints base addresses such as {@code https://host:19080}, the
 * preferred one first
 * @param security certificates and trust
 * @param naming how calls are made
 * @param cache how answers are kept
 * @param refresh how answers stay fresh
 */
public record FabricClusterSettings(String name, List<URI> managementEndpoints, ClusterSecurity security,
		NamingSettings naming, CacheSettings cache, RefreshSettings refresh) {

	public FabricClusterSettings {
		managementEndpoints = managementEndpoints.stream().map(FabricClusterSettings::checked).toList();
		if (managementEndpoints.isEmpty()) {
			throw new IllegalArgumentException("cluster '" + name + "' has no management endpoint");
		}
	}

	/**
	 * Default settings.
	 * @param name what to call the cluster
	 * @param managementEndpoints base addresses
	 * @return the settings
	 */
	public static FabricClusterSettings of(String name, List<URI> managementEndpoints) {
		return new FabricClusterSettings(name, managementEndpoints, ClusterSecurity.DEFAULT, NamingSettings.DEFAULT,
				CacheSettings.DEFAULT, RefreshSettings.DEFAULT);
	}

	/**
	 * The same cluster with other certificates.
	 * @param other certificates and trust
	 * @return the settings
	 */
	public FabricClusterSettings withSecurity(ClusterSecurity other) {
		return new FabricClusterSettings(this.name, this.managementEndpoints, other, this.naming, this.cache,
				this.refresh);
	}

	/**
	 * The same cluster with other call settings.
	 * @param other how calls are made
	 * @return the settings
	 */
	public FabricClusterSettings withNaming(NamingSettings other) {
		return new FabricClusterSettings(this.name, this.managementEndpoints, this.security, other, this.cache,
				this.refresh);
	}

	/**
	 * The same cluster with another cache.
	 * @param other how answers are kept
	 * @return the settings
	 */
	public FabricClusterSettings withCache(CacheSettings other) {
		return new FabricClusterSettings(this.name, this.managementEndpoints, this.security, this.naming, other,
				this.refresh);
	}

	/**
	 * The same cluster with another refresh.
	 * @param other how answers stay fresh
	 * @return the settings
	 */
	public FabricClusterSettings withRefresh(RefreshSettings other) {
		return new FabricClusterSettings(this.name, this.managementEndpoints, this.security, this.naming, this.cache,
				other);
	}

	private static URI checked(URI endpoint) {
		String scheme = endpoint.getScheme();
		boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
		if (!http || endpoint.getHost() == null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null
				|| endpoint.getRawUserInfo() != null) {
			throw new IllegalArgumentException(
					"'" + endpoint + "' is not a management endpoint such as https://host:19080");
		}
		return endpoint;
	}

}
