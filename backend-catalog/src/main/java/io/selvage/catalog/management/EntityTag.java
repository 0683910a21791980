package io.selvage.catalog.management;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a resource: eight bytes in Base64, as API Management's row versions
 * look. It is a digest of the content, so that replicas and restarts agree on it; because
 * secrets are part of the content, it is made with a key: without one a reader could try
 * out values until the tag matches.
 */
final class EntityTag {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	EntityTag(byte[] key) {
		this.key = new SecretKeySpec(key, ALGORITHM);
	}

	String of(Resource resource) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			byte[] digest = mac.doFinal((resource.id().path() + resource.view()).getBytes(StandardCharsets.UTF_8));
			return "\"" + Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8)) + "\"";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Refuses a write whose condition does not hold. Clients of API Management leave
	 * {@code If-Match} out or send {@code *} even to create, so neither is a condition.
	 * @throws CatalogException with {@link CatalogError#PRECONDITION_FAILED}
	 */
	void check(ManagementRequest.Headers headers, @Nullable Resource stored) {
		String ifMatch = headers.ifMatch();
		if (ifMatch != null && !ifMatch.strip().equals("*") && (stored == null || !matches(ifMatch, stored))) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource was modified since last retrieval.");
		}
		if (stored != null && isKnown(headers, stored)) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource exists already.");
		}
	}

	/** Whether {@code If-None-Match} names what is stored (RFC 9110, section 13.1.2). */
	boolean isKnown(ManagementRequest.Headers headers, Resource stored) {
		String ifNoneMatch = headers.ifNoneMatch();
		return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || matches(ifNoneMatch, stored));
	}

	private boolean matches(String header, Resource stored) {
		String tag = unquoted(of(stored));
		for (String candidate : header.split(",")) {
			if (unquoted(candidate.strip()).equals(tag)) {
				return true;
			}
		}
		return false;
	}

	private static String unquoted(String tag) {
		String text = tag.startsWith("W/") ? tag.substring(2) : tag;
		return (text.length() > 1 && text.startsWith("\"") && text.endsWith("\""))
				? text.substring(1, text.length() - 1) : text;
	}

}
