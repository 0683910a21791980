package io.selvage.fabric.discovery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Discovery of one Service Fabric cluster.
 *
 * @param enabled whether discovery is on
 * @param managementEndpoints base addresses of the cluster's management endpoints, such
 * as https://host:19080, the preferred one first; without any, discovery stays off
 * @param tls certificates and trust
 * @param client how the cluster is called and answers are kept
 * @param services what is listed
 * @param aliases short names for services, usable where a host name is expected, as in
 * lb://name
 */
@ConfigurationProperties(FabricDiscoveryProperties.PREFIX)
public record FabricDiscoveryProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue List<URI> managementEndpoints, @DefaultValue Tls tls, @DefaultValue Client client,
		@DefaultValue Services services, @DefaultValue Map<String, Alias> aliases) {

	/** What all properties begin with. */
	public static final String PREFIX = "spring.cloud.service-fabric.discovery";

	/**
	 * Certificates and trust.
	 *
	 * @param clientCertificate the certificate to present to the cluster; a read-only one
	 * suffices
	 * @param serverThumbprints SHA-1 or SHA-256 thumbprints of accepted server
	 * certificates
	 * @param serverNames accepted names of server certificates
	 * @param serverAuthorities PEM file of trusted authorities instead of the JDK's
	 * @param protocols TLS versions to offer
	 */
	public record Tls(@DefaultValue Certificate clientCertificate, @DefaultValue List<String> serverThumbprints,
			@DefaultValue List<ServerName> serverNames, @Nullable Path serverAuthorities,
			@DefaultValue("TLSv1.2") List<String> protocols) {
	}

	/**
	 * A client certificate, as one PKCS#12 file or as PEM files.
	 *
	 * @param pfx PKCS#12 file with certificate and key
	 * @param pem PEM file with the certificate and its issuers
	 * @param privateKey PEM file with the private key, if it is not in the same file
	 * @param password password of the PKCS#12 file or the private key
	 */
	public record Certificate(@Nullable Path pfx, @Nullable Path pem, @Nullable Path privateKey,
			@Nullable String password) {

		@Override
		public String toString() {
			return "Certificate[pfx=" + this.pfx + ", pem=" + this.pem + "]";
		}

	}

	/**
	 * A server certificate known by name.
	 *
	 * @param name its common name or a DNS name
	 * @param issuerThumbprint thumbprint of the certificate that signed it; without it
	 * the chain must lead to a trusted authority
	 */
	public record ServerName(String name, @Nullable String issuerThumbprint) {
	}

	/**
	 * How the cluster is called and answers are kept.
	 *
	 * @param clusterName name of the cluster in metrics, logs and health
	 * @param apiVersion api-version to send
	 * @param fallbackApiVersion api-version for clusters that refuse the first one
	 * @param timeouts time limits
	 * @param cacheExpiry how long an answer is kept after its last use
	 * @param refresh refresh in the background
	 */
	public record Client(@DefaultValue("default") String clusterName, @DefaultValue("6.0") String apiVersion,
			@DefaultValue("3.0") String fallbackApiVersion, @DefaultValue Timeouts timeouts,
			@DefaultValue("10m") Duration cacheExpiry, @DefaultValue Refresh refresh) {
	}

	/**
	 * Time limits of calls to the cluster.
	 *
	 * @param connect for a connection
	 * @param request for an answer of the last endpoint asked
	 * @param failover for an answer while another endpoint is left to ask
	 * @param resolve how long a caller waits when nothing is cached
	 */
	public record Timeouts(@DefaultValue("1s") Duration connect, @DefaultValue("30s") Duration request,
			@DefaultValue("2s") Duration failover, @DefaultValue("5s") Duration resolve) {
	}

	/**
	 * Refresh of partitions in use.
	 *
	 * @param enabled whether partitions in use are asked for again in the background
	 * @param period how often
	 * @param maxCallsPerSecond ceiling of such calls
	 * @param idleAfter a partition not used for this time is no longer refreshed
	 */
	public record Refresh(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration period,
			@DefaultValue("200") int maxCallsPerSecond, @DefaultValue("30s") Duration idleAfter) {
	}

	/**
	 * What is listed.
	 *
	 * @param listener name of the listener to use unless an alias names one; without it
	 * the unnamed listener, else the only HTTP(S) one
	 * @param role which replicas of stateful services are instances
	 * @param replicaDetails whether instances tell their replica id and node, which costs
	 * a call whenever the instances of a partition change
	 * @param watch whether a heartbeat event tells of services that come and go
	 * @param watchInterval how often they are looked for
	 */
	public record Services(@Nullable String listener, @DefaultValue("primary") ReplicaRole role,
			@DefaultValue("true") boolean replicaDetails, @DefaultValue("true") boolean watch,
			@DefaultValue("30s") Duration watchInterval) {
	}

	/**
	 * What a short name stands for.
	 *
	 * @param service the service, such as fabric:/App/Svc
	 * @param partitionKey the partition; without it the instances of all partitions
	 * @param listener name of the listener
	 * @param role which replicas of a stateful service are instances
	 */
	public record Alias(String service, @Nullable String partitionKey, @Nullable String listener,
			@Nullable ReplicaRole role) {
	}

}
