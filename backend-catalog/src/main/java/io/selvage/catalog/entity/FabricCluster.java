package io.selvage.catalog.entity;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a Service Fabric cluster is managed, and how it is trusted.
 *
 * @param managementEndpoints URLs of the naming service, at least one
 * @param clientCertificate the certificate presented to the cluster
 * @param maxPartitionResolutionRetries how often a partition is resolved again for one
 * request, 0 to 10; null: not given
 * @param serverThumbprints SHA-1 thumbprints of accepted cluster certificates
 * @param serverNames common names and issuers of accepted cluster certificates
 */
public record FabricCluster(List<String> managementEndpoints, ClientCertificate clientCertificate,
		@Nullable Integer maxPartitionResolutionRetries, List<String> serverThumbprints,
		List<BackendTls.X509Name> serverNames) {

	/**
	 * A client certificate.
	 *
	 * @param certificateName the resource name of a certificate; it wins over the
	 * thumbprint; null: not given
	 * @param thumbprint the SHA-1 thumbprint of a certificate, or null
	 */
	public record ClientCertificate(@Nullable String certificateName, @Nullable String thumbprint) {
	}

}
