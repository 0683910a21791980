package io.selvage.gateway.backend;

import java.util.List;

import io.selvage.fabric.naming.NamingSettings;
import io.selvage.fabric.resolution.CacheSettings;
import io.selvage.fabric.resolution.RefreshSettings;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.fabric.FabricTargetSettings;

/**
 * What backend entities do not say.
 *
 * @param ejection how endpoints that could not be reached are left alone
 * @param fabric how Service Fabric services are called
 * @param naming how clusters are asked
 * @param cache how resolved partitions are kept
 * @param refresh how resolved partitions stay fresh
 * @param allowedBaseUrls which URLs an expression in {@code base-url} may make besides
 * those of hosts the catalog names: URLs in which {@code *} stands for any characters but
 * a slash
 */
public record BackendSettings(EjectionRule ejection, FabricTargetSettings fabric, NamingSettings naming,
		CacheSettings cache, RefreshSettings refresh, List<String> allowedBaseUrls) {

	/** The defaults of all parts. */
	public static final BackendSettings DEFAULT = new BackendSettings(EjectionRule.DEFAULT,
			FabricTargetSettings.DEFAULT, NamingSettings.DEFAULT, CacheSettings.DEFAULT, RefreshSettings.DEFAULT,
			List.of());

}
