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
 * out values until the tag matches. Representations of one resource that differ have tags
 * that differ (RFC 9110, section 8.8.1).
 */
final class EntityTag {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	EntityTag(byte[] key) {
		this.key = new SecretKeySpec(key, ALGORITHM);
	}

	/** The tag of a resource as everybody may see it, which stands for its state. */
	String of(Resource resource) {
		return of(resource, Representation.Variant.COMMON);
	}

	/** The tag of one of the representations of a resource: no two share one. */
	String of(Resource resource, Representation.Variant variant) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update((resource.id().path() + resource.view()).getBytes(StandardCharsets.UTF_8));
			if (variant != Representation.Variant.COMMON) {
				mac.update(variant.name().getBytes(StandardCharsets.UTF_8));
			}
			byte[] digest = mac.doFinal();
			return "\"" + Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8)) + "\"";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Refuses a write whose condition does not hold. Whoever has seen any representation
	 * of what is stored may write: its tag stands for the state. Clients of API
	 * Management leave {@code If-Match} out or send {@code *} even to create, so neither
	 * is a condition.
	 * @throws CatalogException with {@link CatalogError#PRECONDITION_FAILED}
	 */
	void check(ManagementRequest.Headers headers, @Nullable Resource stored) {
		String ifMatch = headers.ifMatch();
		if (ifMatch != null && !ifMatch.strip().equals("*") && (stored == null || !matchesAny(ifMatch, stored))) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource was modified since last retrieval.");
		}
		String ifNoneMatch = headers.ifNoneMatch();
		if (stored != null && ifNoneMatch != null
				&& (ifNoneMatch.strip().equals("*") || matchesAny(ifNoneMatch, stored))) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource exists already.");
		}
	}

	/**
	 * Whether {@code If-None-Match} names the representation that would be answered (RFC
	 * 9110, section 13.1.2). That of another caller is not it.
	 */
	boolean isKnown(ManagementRequest.Headers headers, Resource stored, Representation.Variant variant) {
		String ifNoneMatch = headers.ifNoneMatch();
		return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || matches(ifNoneMatch, stored, variant));
	}

	private boolean matchesAny(String header, Resource stored) {
		for (Representation.Variant variant : Representation.Variant.values()) {
			if (matches(header, stored, variant)) {
				return true;
			}
		}
		return false;
	}

	private boolean matches(String header, Resource stored, Representation.Variant variant) {
		String tag = unquoted(of(stored, variant));
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
