package io.selvage.fabric.simulator.tls;

import java.time.Duration;
import java.time.Instant;

/**
 * The certificates of one simulated cluster, made when it starts. What is broken about a
 * certificate is in its name; everything else about it is right.
 *
 * @param authority the root that issued all others, except where said
 * @param server what the naming endpoints and the instances present: CN
 * {@code localhost}, valid for localhost and the loopback addresses
 * @param client the client certificate the cluster accepts
 * @param expiredServer a server certificate that ended yesterday
 * @param wrongNameServer a server certificate for another host
 * @param selfSignedServer a server certificate no authority issued
 * @param expiredClient a client certificate that ended yesterday
 * @param strangerClient a client certificate of an authority the cluster does not know
 */
public record ClusterCertificates(CertificateIdentity authority, CertificateIdentity server, CertificateIdentity client,
		CertificateIdentity expiredServer, CertificateIdentity wrongNameServer, CertificateIdentity selfSignedServer,
		CertificateIdentity expiredClient, CertificateIdentity strangerClient) {

	/**
	 * Makes a new set.
	 * @param clusterName goes into the names
	 * @return the certificates
	 */
	public static ClusterCertificates create(String clusterName) {
		CertificateIdentity authority = authority("Selvage simulator " + clusterName + " CA");
		CertificateIdentity stranger = authority("A stranger to " + clusterName);
		CertificateRequest server = CertificateRequest.of("localhost", "localhost", "127.0.0.1", "::1");
		CertificateRequest client = CertificateRequest.of("client." + clusterName);
		Instant yesterday = Instant.now().minus(Duration.ofDays(1));
		Instant lastYear = yesterday.minus(Duration.ofDays(365));
		return new ClusterCertificates(authority, authority.issue(server), authority.issue(client),
				authority.issue(server.valid(lastYear, yesterday)),
				authority.issue(CertificateRequest.of("elsewhere.invalid", "elsewhere.invalid")),
				CertificateIdentity.selfSigned(server), authority.issue(client.valid(lastYear, yesterday)),
				stranger.issue(client));
	}

	private static CertificateIdentity authority(String name) {
		return CertificateIdentity.selfSigned(CertificateRequest.of(name).asAuthority());
	}

}
