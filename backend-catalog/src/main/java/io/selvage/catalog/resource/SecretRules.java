package io.selvage.catalog.resource;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The rules of named values, certificates and subscriptions on their own.
 */
final class SecretRules {

	/** The largest PKCS #12 container, in bytes. */
	private static final int MAX_CONTAINER = 256 * 1024;

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final Pattern SCOPE = Pattern
		.compile("(?i)(.*/)?(apis|(apis|products)/[^/]+|service/[^/]+|apis/|products/)/?|/");

	private SecretRules() {
	}

	static void checkNamedValue(Draft draft) {
		String value = draft.text("value");
		if (value != null && value.isBlank()) {
			draft.error("value", "The value of a named value must not be blank.");
		}
		checkKeyVault(draft);
		if (value == null && !draft.has("keyVault")) {
			if (draft.origin() == Origin.FILE && draft.properties().path("secret").asBoolean(false)) {
				draft.warning("value", "The secret has no value: set it in a configuration file or through the "
						+ "management API. Until then whatever refers to it fails.");
			}
			else if (draft.origin() != Origin.STORE && !isRefused(draft, "value")) {
				// A secret that is kept has been put back already.
				draft.error("value", "The Value field is required.");
			}
		}
	}

	/** A mask, and an update that leaves the secret out, have been dealt with. */
	private static boolean isMissing(Draft draft, String property) {
		return draft.origin() == Origin.REQUEST && !draft.replacing() && !isRefused(draft, property);
	}

	private static boolean isRefused(Draft draft, String property) {
		return draft.violations().stream().anyMatch((violation) -> violation.target().equals(property));
	}

	static void checkCertificate(Draft draft) {
		checkKeyVault(draft);
		String data = draft.text("data");
		if (data == null) {
			if (!draft.has("keyVault") && isMissing(draft, "data")) {
				draft.error("data", "The Data field is required.");
			}
			return;
		}
		try {
			byte[] container = Base64.getDecoder().decode(BLANKS.matcher(data).replaceAll(""));
			if (container.length > MAX_CONTAINER) {
				draft.error("data",
						"The certificate has " + container.length + " bytes; " + MAX_CONTAINER + " are allowed.");
			}
		}
		catch (IllegalArgumentException ex) {
			draft.error("data", "The data must be a PKCS #12 container in base64.");
		}
	}

	private static void checkKeyVault(Draft draft) {
		if (draft.has("keyVault") && !draft.properties().path("keyVault").hasNonNull("secretIdentifier")) {
			draft.error("keyVault.secretIdentifier", "The SecretIdentifier field is required.");
		}
	}

	static void checkSubscription(Draft draft) {
		String scope = String.valueOf(draft.text("scope"));
		if (!SCOPE.matcher(scope).matches()) {
			draft.error("scope", "The scope must be '/apis', '/apis/{id}', '/products/{id}' or a full id of these.");
		}
		if (!draft.has("displayName")) {
			draft.properties().put("displayName", draft.id().name());
		}
	}

}
