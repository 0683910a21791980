package io.selvage.gateway.runtime;

import java.security.KeyStore;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.certificate.PfxFile;
import io.selvage.catalog.certificate.UnusableCertificateException;
import io.selvage.catalog.entity.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The client certificates of a snapshot, opened. A certificate that did not change is
 * opened once.
 */
final class Certificates {

	private final CatalogSnapshot snapshot;

	private final Map<Certificate, Opened> opened = new IdentityHashMap<>();

	private final Map<Certificate, Opened> before;

	private Certificates(CatalogSnapshot snapshot, Map<Certificate, Opened> before) {
		this.snapshot = snapshot;
		this.before = before;
	}

	/**
	 * Returns the certificates of a first snapshot.
	 * @param snapshot the snapshot
	 * @return its certificates
	 */
	static Certificates of(CatalogSnapshot snapshot) {
		return new Certificates(snapshot, Map.of());
	}

	/**
	 * Returns the certificates of the next snapshot.
	 * @param next the snapshot
	 * @return its certificates
	 */
	Certificates next(CatalogSnapshot next) {
		return new Certificates(next, Collections.unmodifiableMap(this.opened));
	}

	/**
	 * Finds a certificate by its resource name.
	 * @param name the name
	 * @return the certificate and its key
	 * @throws UnusableException if it is missing or cannot be opened
	 */
	KeyStore.PrivateKeyEntry named(String name) {
		Certificate certificate = this.snapshot.certificate(name);
		if (certificate == null) {
			throw new UnusableException("There is no certificate '" + name + "'");
		}
		return open(certificate).entry();
	}

	/**
	 * Finds a certificate by its thumbprint.
	 * @param thumbprint SHA-1 in hexadecimal, with or without separators
	 * @return the certificate and its key
	 * @throws UnusableException if it is missing or cannot be opened
	 */
	KeyStore.PrivateKeyEntry byThumbprint(String thumbprint) {
		Certificate certificate = this.snapshot.certificateByThumbprint(thumbprint.replaceAll("[^0-9A-Fa-f]", ""));
		if (certificate == null) {
			throw new UnusableException("There is no certificate with the thumbprint " + thumbprint);
		}
		return open(certificate).entry();
	}

	/**
	 * Returns all that can be opened.
	 * @return by resource name
	 */
	Map<String, KeyStore.PrivateKeyEntry> all() {
		Map<String, KeyStore.PrivateKeyEntry> all = new LinkedHashMap<>();
		for (Certificate certificate : this.snapshot.certificates()) {
			KeyStore.PrivateKeyEntry entry = open(certificate).key();
			if (entry != null) {
				all.put(certificate.name(), entry);
			}
		}
		return Collections.unmodifiableMap(all);
	}

	private Opened open(Certificate certificate) {
		Opened known = this.opened.get(certificate);
		if (known == null) {
			known = this.before.get(certificate);
			known = (known != null) ? known : read(certificate);
			this.opened.put(certificate, known);
		}
		return known;
	}

	private static Opened read(Certificate certificate) {
		try {
			return new Opened(PfxFile.open(certificate), "");
		}
		catch (UnusableCertificateException ex) {
			return new Opened(null, String.valueOf(ex.getMessage()));
		}
	}

	private record Opened(KeyStore.@Nullable PrivateKeyEntry key, String problem) {

		KeyStore.PrivateKeyEntry entry() {
			if (this.key == null) {
				throw new UnusableException(this.problem);
			}
			return this.key;
		}

	}

}
