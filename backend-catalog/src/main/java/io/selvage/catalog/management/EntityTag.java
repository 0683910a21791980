package io.selvage.catalog.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a resource: eight bytes in Base64, as API Management's row versions
 * look. It is a digest of the content, so that replicas and restarts agree on it.
 */
final class EntityTag {

	private EntityTag() {
	}

	static String of(Resource resource) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((resource.id().path() + resource.view()).getBytes(StandardCharsets.UTF_8));
			return "\"" + Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8)) + "\"";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Refuses a write whose condition does not hold. Clients of API Management leave
	 * {@code If-Match} out or send {@code *} even to create, so neither is a condition.
	 * @throws CatalogException with {@link CatalogError#PRECONDITION_FAILED}
	 */
	static void check(ManagementRequest.Headers headers, @Nullable Resource stored) {
		String ifMatch = headers.ifMatch();
		if (ifMatch != null && !ifMatch.strip().equals("*") && (stored == null || !matches(ifMatch, stored))) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource was modified since last retrieval.");
		}
		String ifNoneMatch = headers.ifNoneMatch();
		if (ifNoneMatch != null && stored != null
				&& (ifNoneMatch.strip().equals("*") || matches(ifNoneMatch, stored))) {
			throw new CatalogException(CatalogError.PRECONDITION_FAILED, "Resource exists already.");
		}
	}

	private static boolean matches(String header, Resource stored) {
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
