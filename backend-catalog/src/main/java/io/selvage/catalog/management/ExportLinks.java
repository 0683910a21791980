package io.selvage.catalog.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.selvage.catalog.exports.ExportFormat;
import io.selvage.catalog.resource.ResourceId;

/**
 * Links to exports that need no credentials, as those of API Management do not: each says
 * what it leads to and until when, and is signed, so that nobody can make or change one.
 * Whoever has a link can follow it for five minutes.
 */
final class ExportLinks {

	/** How long a link can be followed. */
	static final Duration VALID = Duration.ofMinutes(5);

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	private final InstantSource clock;

	ExportLinks(byte[] key, InstantSource clock) {
		this.key = new SecretKeySpec(key, ALGORITHM);
		this.clock = clock;
	}

	/**
	 * What a link says.
	 *
	 * @param api the path of the API below the service
	 * @param format the name of the format
	 * @param expires seconds since 1970
	 */
	private record Terms(String api, String format, String expires) {
	}

	/** Makes a link, whose first part is scheme, host and port. */
	String link(String origin, ResourceId api, ExportFormat format) {
		Instant end = this.clock.instant().plus(VALID);
		Terms terms = new Terms(api.path(), format.text(), String.valueOf(end.getEpochSecond()));
		return origin + "/" + ManagementPath.EXPORTS + "/" + encoded(api.name() + "." + format.extension()) + "?api="
				+ encoded(terms.api()) + "&format=" + encoded(terms.format()) + "&se=" + terms.expires() + "&sig="
				+ Base64.getUrlEncoder().withoutPadding().encodeToString(signature(terms));
	}

	/**
	 * Refuses what is no link of this gateway or was one.
	 * @throws ActionFailedException with status 403
	 */
	void check(ManagementRequest request) {
		Terms terms = new Terms(request.query().getOrDefault("api", ""), request.query().getOrDefault("format", ""),
				request.query().getOrDefault("se", ""));
		byte[] given = decoded(request.query().getOrDefault("sig", ""));
		if (!MessageDigest.isEqual(given, signature(terms))) {
			throw new ActionFailedException(403, "AuthenticationFailed",
					"The signature of the link is not valid: links to exports are made by GET ...?export=true.");
		}
		// What is signed is a number.
		if (this.clock.instant().getEpochSecond() >= Long.parseLong(terms.expires())) {
			throw new ActionFailedException(403, "AuthenticationFailed",
					"The link has expired: it could be followed for five minutes after the export.");
		}
	}

	private byte[] signature(Terms terms) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(
					(terms.api() + "\n" + terms.format() + "\n" + terms.expires()).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] decoded(String text) {
		try {
			return Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException malformed) {
			return new byte[0];
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
