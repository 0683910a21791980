package io.selvage.fabric.simulator.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate shall say.
 *
 * @param commonName the subject's common name
 * @param alternativeNames DNS names and IPv4 or IPv6 addresses of the subjectAltName
 * extension, may be empty
 * @param notBefore first moment of validity
 * @param notAfter last moment of validity
 * @param authority whether it may issue others
 */
public record CertificateRequest(String commonName, List<String> alternativeNames, Instant notBefore, Instant notAfter,
		boolean authority) {

	public CertificateRequest {
		alternativeNames = List.copyOf(alternativeNames);
	}

	/**
	 * A certificate valid from yesterday for ten years.
	 * @param commonName the subject's common name
	 * @param alternativeNames DNS names and addresses
	 * @return the request
	 */
	public static CertificateRequest of(String commonName, String... alternativeNames) {
		Instant now = Instant.now();
		return new CertificateRequest(commonName, List.of(alternativeNames), now.minus(Duration.ofDays(1)),
				now.plus(Duration.ofDays(3650)), false);
	}

	/**
	 * The same for another time.
	 * @param from first moment of validity
	 * @param until last moment of validity
	 * @return the changed request
	 */
	public CertificateRequest valid(Instant from, Instant until) {
		return new CertificateRequest(this.commonName, this.alternativeNames, from, until, this.authority);
	}

	/**
	 * The same as an authority.
	 * @return the changed request
	 */
	public CertificateRequest asAuthority() {
		return new CertificateRequest(this.commonName, this.alternativeNames, this.notBefore, this.notAfter, true);
	}

}
