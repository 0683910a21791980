package io.selvage.fabric.security;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a management endpoint proves that it belongs to the cluster. With pins, a
 * certificate that fits any of them is accepted and no other; without, its chain must
 * lead to a trusted authority and its name must be the host's.
 *
 * @param thumbprints SHA-1 (40 hexadecimal digits) or SHA-256 (64) of the certificate, as
 * APIM's {@code serverCertificateThumbprints}; colons and blanks are ignored. The chain
 * is not looked at, the validity period is
 * @param names common names with the issuer's thumbprint, as APIM's
 * {@code serverX509Names}
 * @param authorities a PEM file of trusted authorities instead of the JDK's
 */
public record ServerTrust(List<String> thumbprints, List<X509Name> names, @Nullable Path authorities) {

	/** The JDK's authorities and the host's name. */
	public static final ServerTrust CHAIN = new ServerTrust(List.of(), List.of(), null);

	public ServerTrust {
		thumbprints = thumbprints.stream().map(ServerTrust::normalize).toList();
		names = List.copyOf(names);
	}

	/**
	 * Trust in certain certificates.
	 * @param thumbprints SHA-1 or SHA-256 thumbprints
	 * @return the rule
	 */
	public static ServerTrust ofThumbprints(String... thumbprints) {
		return new ServerTrust(List.of(thumbprints), List.of(), null);
	}

	/**
	 * Whether only pinned certificates are accepted.
	 * @return {@code true} if there is a thumbprint or a name
	 */
	public boolean pinned() {
		return !this.thumbprints.isEmpty() || !this.names.isEmpty();
	}

	static String normalize(String thumbprint) {
		StringBuilder digits = new StringBuilder(thumbprint.length());
		for (int i = 0; i < thumbprint.length(); i++) {
			char c = thumbprint.charAt(i);
			if (c == ':' || c <= ' ' || Character.getType(c) == Character.FORMAT) {
				continue;
			}
			if (Character.digit(c, 16) < 0) {
				throw new IllegalArgumentException("'" + thumbprint + "' is not a thumbprint: '" + c + "' at position "
						+ (i + 1) + " is no hexadecimal digit");
			}
			digits.append(c);
		}
		if (digits.length() != 40 && digits.length() != 64) {
			throw new IllegalArgumentException("'" + thumbprint + "' is not a thumbprint: " + digits.length()
					+ " hexadecimal digits, expected 40 (SHA-1) or 64 (SHA-256)");
		}
		return digits.toString().toUpperCase(Locale.ROOT);
	}

	/**
	 * A certificate known by its name and its issuer.
	 *
	 * @param name the common name or a DNS name of the certificate, compared without
	 * regard to case
	 * @param issuerThumbprint the thumbprint of the certificate that signed it; without
	 * it the chain must lead to a trusted authority
	 */
	public record X509Name(String name, @Nullable String issuerThumbprint) {

		public X509Name {
			if (name.isBlank()) {
				throw new IllegalArgumentException("the common name of a server certificate is empty");
			}
			issuerThumbprint = (issuerThumbprint == null || issuerThumbprint.isBlank()) ? null
					: normalize(issuerThumbprint);
		}

	}

}
