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
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what an answer shows of a certificate, subject, thumbprint and end, from its
 * container.
 */
public final class CertificateFacts {

	private CertificateFacts() {
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
			if (EntityDecoder.decode(resource) instanceof Certificate certificate
					&& PfxFile.open(certificate).getCertificate() instanceof X509Certificate x509) {
				ObjectNode properties = resource.properties();
				properties.put("subject", x509.getSubjectX500Principal().getName());
				properties.put("thumbprint", thumbprint(x509));
				properties.put("expirationDate", x509.getNotAfter().toInstant().toString());
				return new Reading(new Resource(resource.id(), properties), reading.directives(), reading.violations());
			}
			return refused(reading, "it holds no X.509 certificate");
		}
		catch (UnusableCertificateException ex) {
			return refused(reading, String.valueOf(ex.getMessage()));
		}
		catch (GeneralSecurityException ex) {
			return refused(reading, "it cannot be read");
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
