package io.selvage.catalog.security;

import java.security.cert.X509Certificate;

import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it.
 *
 * @param bearer the token of {@code Authorization: Bearer}, or null
 * @param certificate the client certificate of the TLS handshake, or null
 */
public record Credentials(@Nullable String bearer, @Nullable X509Certificate certificate) {

	private static final String SCHEME = "Bearer ";

	/**
	 * Takes the bearer token out of a header (RFC 6750 section 2.1).
	 * @param authorization the value of {@code Authorization}, or null
	 * @param certificate the client certificate, or null
	 * @return the credentials
	 */
	public static Credentials of(@Nullable String authorization, @Nullable X509Certificate certificate) {
		String bearer = (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
				? authorization.substring(SCHEME.length()).strip() : null;
		return new Credentials((bearer != null && !bearer.isEmpty()) ? bearer : null, certificate);
	}

	@Override
	public String toString() {
		return "Credentials[bearer=" + (this.bearer != null) + ", certificate=" + (this.certificate != null) + "]";
	}

}
