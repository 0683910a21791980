package io.selvage.catalog.certificate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.EntityDecoder;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer shows of a certificate, read from its container.
 *
 * @param subject whose it is
 * @param thumbprint SHA-1 in hexadecimal, upper case
 * @param expirationDate the end of its validity, ISO 8601
 */
public record CertificateFacts(String subject, String thumbprint, String expirationDate) {

	/**
	 * Reads a certificate. Takes CPU time: not to be called on an event loop.
	 * @param certificate the entity
	 * @return what is shown of it
	 * @throws UnusableCertificateException if its container cannot be opened
	 */
	public static CertificateFacts of(Certificate certificate) {
		if (PfxFile.open(certificate).getCertificate() instanceof X509Certificate x509) {
			try {
				return new CertificateFacts(x509.getSubjectX500Principal().getName(), thumbprint(x509),
						x509.getNotAfter().toInstant().toString());
			}
			catch (GeneralSecurityException ex) {
				throw new UnusableCertificateException("it cannot be read");
			}
		}
		throw new UnusableCertificateException("it holds no X.509 certificate");
	}

	/**
	 * Reads a certificate that may not be usable.
	 * @param certificate the entity
	 * @return what is shown of it, or null if its container cannot be opened
	 */
	public static @Nullable CertificateFacts find(Certificate certificate) {
		try {
			return of(certificate);
		}
		catch (UnusableCertificateException unusable) {
			return null;
		}
	}

	/**
	 * Writes the facts where an answer shows them.
	 * @param properties the properties of the certificate
	 */
	public void addTo(ObjectNode properties) {
		properties.put("subject", this.subject);
		properties.put("thumbprint", this.thumbprint);
		properties.put("expirationDate", this.expirationDate);
	}

	/**
	 * Completes a certificate that was read. Takes CPU time: not to be called on an event
	 * loop.
	 * @param reading any resource; only certificates with a container are looked at
	 * @return the reading with the properties of the certificate, or with an error if the
	 * container cannot be opened
	 */
	public static Reading complete(Reading reading) {
		Resource resource = reading.resource();
		if (resource.type() != ResourceType.CERTIFICATES || !resource.property("data").isString()
				|| !reading.isValid()) {
			return reading;
		}
		try {
			ObjectNode properties = resource.properties();
			if (EntityDecoder.decode(resource) instanceof Certificate certificate) {
				of(certificate).addTo(properties);
			}
			return new Reading(new Resource(resource.id(), properties), reading.directives(), reading.violations());
		}
		catch (UnusableCertificateException ex) {
			return refused(reading, String.valueOf(ex.getMessage()));
		}
	}

	private static Reading refused(Reading reading, String reason) {
		List<Violation> violations = new ArrayList<>(reading.violations());
		violations.add(Violation.error(reading.resource().id(), "data", reason));
		return new Reading(reading.resource(), reading.directives(), List.copyOf(violations));
	}

	private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
		byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
		return HexFormat.of().withUpperCase().formatHex(digest);
	}

}
