package io.selvage.catalog.write;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Violation;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a certificate says of itself: subject, thumbprint (SHA-1, as the contract has it)
 * and expiry, read from its PKCS #12 container.
 */
final class CertificateFacts {

	private CertificateFacts() {
	}

	static Resource complete(Resource resource) {
		ObjectNode properties = resource.properties();
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			char[] password = properties.path("password").asString("").toCharArray();
			byte[] container = Base64.getMimeDecoder().decode(properties.path("data").asString());
			store.load(new ByteArrayInputStream(container), password);
			for (String alias : Collections.list(store.aliases())) {
				if (store.getCertificate(alias) instanceof X509Certificate certificate) {
					properties.put("subject", certificate.getSubjectX500Principal().getName());
					properties.put("thumbprint",
							HexFormat.of()
								.formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()))
								.toUpperCase(Locale.ROOT));
					properties.put("expirationDate", certificate.getNotAfter().toInstant().toString());
					return new Resource(resource.id(), properties);
				}
			}
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			// The cause may quote the container; what helps the author is said below.
		}
		throw new CatalogException(List.of(Violation.error(resource.id(), "data",
				"The certificate is no PKCS #12 container, or the password is not its password.")));
	}

}
