package io.selvage.catalog.resource;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * What credentials of a backend must be like to be sent: header fields as RFC 9110
 * section 5 has them, and none that says where a message ends, which would let a request
 * hide in another (RFC 9112 section 11.2).
 */
final class CredentialRules {

	private static final Set<String> FRAMING = Set.of("connection", "content-length", "keep-alive", "te", "trailer",
			"transfer-encoding", "upgrade");

	private CredentialRules() {
	}

	static void check(Draft draft) {
		JsonNode credentials = draft.properties().path("credentials");
		for (Map.Entry<String, JsonNode> header : credentials.path("header").properties()) {
			checkHeader(draft, "credentials.header." + header.getKey(), header.getKey(), header.getValue());
		}
		JsonNode identity = credentials.path("managedIdentity");
		if (identity.isObject() && identity.path("resource").asString("").isBlank()) {
			draft.warning("credentials.managedIdentity.resource",
					"Nothing says what a token is for: requests are sent without one.");
		}
		JsonNode authorization = credentials.path("authorization");
		checkValue(draft, "credentials.authorization.scheme", authorization.path("scheme"));
		checkValue(draft, "credentials.authorization.parameter", authorization.path("parameter"));
	}

	private static void checkHeader(Draft draft, String target, String name, JsonNode values) {
		if (!HeaderText.isToken(name)) {
			draft.error(target, "'" + name + "' is no name of a header.");
		}
		if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
			draft.error(target, "The gateway itself sets " + name + ", which says where a message ends or what becomes "
					+ "of its connection.");
		}
		for (JsonNode value : values) {
			checkValue(draft, target, value);
		}
	}

	/** The value is not shown: it may be a secret. */
	private static void checkValue(Draft draft, String target, JsonNode value) {
		if (!HeaderText.isValue(value.asString(""))) {
			draft.error(target, "A value that is sent in a header can't have line breaks, other control characters or "
					+ "characters beyond Latin-1.");
		}
	}

}
