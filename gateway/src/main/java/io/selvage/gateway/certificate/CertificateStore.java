package io.selvage.gateway.certificate;

import java.security.KeyStore.PrivateKeyEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.entity.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one snapshot of the catalog, opened. Immutable. A certificate that
 * did not change is not opened again and stays the same object, so that connections made
 * with it can be kept. One that cannot be opened fails whoever asks for it, not the
 * snapshot.
 */
public final class CertificateStore {

	/** Without certificates. */
	public static final CertificateStore EMPTY = new CertificateStore(Map.of(), Map.of());

	private final Map<String, Opened> byName;

	private final Map<String, PrivateKeyEntry> byThumbprint;

	private CertificateStore(Map<String, Opened> byName, Map<String, PrivateKeyEntry> byThumbprint) {
		this.byName = byName;
		this.byThumbprint = byThumbprint;
	}

	/**
	 * Returns the store for another snapshot. Opening takes CPU time: not to be called on
	 * an event loop.
	 * @param certificates its certificates
	 * @return the store
	 */
	public CertificateStore with(Collection<Certificate> certificates) {
		Map<String, Opened> names = new HashMap<>();
		Map<String, PrivateKeyEntry> thumbprints = new LinkedHashMap<>();
		for (Certificate certificate : certificates) {
			String key = certificate.name().toLowerCase(Locale.ROOT);
			Opened known = this.byName.get(key);
			Opened opened = (known != null && known.source().equals(certificate)) ? known : open(certificate);
			names.put(key, opened);
			if (opened.entry() != null) {
				thumbprints.put(thumbprint(opened.entry()), opened.entry());
			}
		}
		return new CertificateStore(names, thumbprints);
	}

	private static Opened open(Certificate certificate) {
		try {
			return new Opened(certificate, PfxFile.open(certificate), null);
		}
		catch (UnusableCertificateException unusable) {
			return new Opened(certificate, null, unusable);
		}
	}

	/**
	 * Finds a certificate by its resource name.
	 * @param name the name
	 * @return the certificate with its key
	 * @throws UnusableCertificateException if there is none or it cannot be opened
	 */
	public PrivateKeyEntry byName(String name) {
		Opened opened = this.byName.get(name.toLowerCase(Locale.ROOT));
		if (opened == null) {
			throw new UnusableCertificateException("There is no certificate '" + name + "'");
		}
		return opened.get();
	}

	/**
	 * Finds a certificate by its thumbprint.
	 * @param thumbprint SHA-1, hexadecimal digits in any case; blanks and colons between
	 * them are ignored
	 * @return the certificate with its key
	 * @throws UnusableCertificateException if there is none or it cannot be opened
	 */
	public PrivateKeyEntry byThumbprint(String thumbprint) {
		String wanted = normalise(thumbprint);
		PrivateKeyEntry entry = this.byThumbprint.get(wanted);
		if (entry != null) {
			return entry;
		}
		for (Opened opened : this.byName.values()) {
			String stated = opened.source().thumbprint();
			if (stated != null && normalise(stated).equals(wanted)) {
				return opened.get();
			}
		}
		throw new UnusableCertificateException("There is no certificate with thumbprint '" + thumbprint + "'");
	}

	/**
	 * Returns all usable certificates.
	 * @return by their SHA-1 thumbprint, hexadecimal in upper case
	 */
	public Map<String, PrivateKeyEntry> all() {
		return this.byThumbprint;
	}

	/**
	 * Returns the SHA-1 thumbprint of a certificate.
	 * @param entry the certificate
	 * @return hexadecimal digits in upper case
	 */
	public static String thumbprint(PrivateKeyEntry entry) {
		try {
			byte[] encoded = ((X509Certificate) entry.getCertificate()).getEncoded();
			return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-1").digest(encoded));
		}
		catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	private static String normalise(String thumbprint) {
		StringBuilder digits = new StringBuilder(40);
		thumbprint.chars().filter((c) -> Character.digit(c, 16) >= 0).forEach((c) -> digits.append((char) c));
		return digits.toString().toUpperCase(Locale.ROOT);
	}

	/**
	 * A certificate and what became of opening it.
	 *
	 * @param source the entity
	 * @param entry the certificate with its key, or null
	 * @param failure why it cannot be used, or null
	 */
	private record Opened(Certificate source, @Nullable PrivateKeyEntry entry,
			@Nullable UnusableCertificateException failure) {

		PrivateKeyEntry get() {
			if (this.entry == null) {
				throw (this.failure != null) ? this.failure
						: new UnusableCertificateException("Certificate '" + this.source.name() + "' cannot be used");
			}
			return this.entry;
		}

	}

}
