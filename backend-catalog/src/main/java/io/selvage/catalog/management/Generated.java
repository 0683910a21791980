package io.selvage.catalog.management;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service makes itself: subscription keys, dates, and what a certificate says of
 * itself.
 */
final class Generated {

	private final SecureRandom random = new SecureRandom();

	/**
	 * Completes a resource.
	 * @return the completed properties, or null if there is nothing to complete
	 */
	@Nullable ObjectNode complete(Resource resource, @Nullable Resource stored) {
		if (resource.type() == ResourceType.SUBSCRIPTIONS) {
			return subscription(resource.properties(), stored);
		}
		if (resource.type() == ResourceType.RELEASES) {
			ObjectNode properties = resource.properties();
			properties.put("createdDateTime", kept(stored, "createdDateTime", now()));
			return properties.put("updatedDateTime", now());
		}
		if (resource.type() == ResourceType.CERTIFICATES && resource.property("data").isString()) {
			return certificate(resource);
		}
		return null;
	}

	private ObjectNode subscription(ObjectNode properties, @Nullable Resource stored) {
		for (String key : List.of("primaryKey", "secondaryKey")) {
			if (!properties.hasNonNull(key)) {
				properties.put(key, kept(stored, key, key()));
			}
		}
		return properties.put("createdDate", kept(stored, "createdDate", now()));
	}

	/** A new subscription key: 32 hexadecimal digits. */
	String key() {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static String kept(@Nullable Resource stored, String property, String otherwise) {
		return (stored != null) ? stored.property(property).asString(otherwise) : otherwise;
	}

	static String now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
	}

	private static ObjectNode certificate(Resource resource) {
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
					return properties;
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
