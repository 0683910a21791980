package io.selvage.catalog.resource;

import java.time.Duration;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * The rules of a backend on its own.
 */
final class BackendRules {

	/** The lowest status of a final answer. */
	private static final int OK = 200;

	/** What the portal allows; more is legal and multiplies attempts. */
	private static final int USUAL_RESOLUTION_RETRIES = 10;

	private static final Pattern RULE_NAME = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]{0,78}[a-zA-Z0-9])?");

	private static final Pattern URL = Pattern.compile("(?i)(https?://[^/?#\\s]+.*|fabric:/.*|.*\\{\\{.*)");

	private static final Pattern USER_INFO = Pattern.compile("(?i)https?://[^/?#]*@");

	private BackendRules() {
	}

	static void check(Draft draft) {
		if ("Pool".equals(draft.text("type"))) {
			PoolRules.check(draft);
		}
		else {
			checkSingle(draft);
		}
		CredentialRules.check(draft);
		checkCircuitBreaker(draft, draft.properties().path("circuitBreaker").path("rules"));
		checkTls(draft);
	}

	private static void checkSingle(Draft draft) {
		if (draft.has("pool")) {
			draft.error("type", "A backend with a pool must have the type 'Pool'.");
			return;
		}
		String url = draft.text("url");
		if (url == null) {
			draft.error("url", "The Url field is required.");
		}
		else if (!URL.matcher(url.strip()).matches()) {
			draft.warning("url", "The url is no http, https or fabric URL: requests to this backend will fail.");
		}
		else if (USER_INFO.matcher(url.strip()).lookingAt()) {
			draft.warning("url",
					"User name and password of a url are not sent: give them as credentials.authorization.");
		}
		if (!draft.has("protocol")) {
			draft.error("protocol", "The Protocol field is required.");
		}
		JsonNode cluster = draft.properties().path("properties").path("serviceFabricCluster");
		if (cluster.isObject()) {
			checkCluster(draft, cluster);
		}
	}

	private static void checkCluster(Draft draft, JsonNode cluster) {
		String target = "properties.serviceFabricCluster";
		if (cluster.path("maxPartitionResolutionRetries").asInt(0) > USUAL_RESOLUTION_RETRIES) {
			draft.warning(target + ".maxPartitionResolutionRetries",
					"More than 10 resolution retries: a failing service may be called that often for one request.");
		}
		boolean pinned = !cluster.path("serverCertificateThumbprints").isEmpty();
		boolean named = !cluster.path("serverX509Names").isEmpty();
		if (pinned && named) {
			draft.warning(target + ".serverX509Names",
					"Thumbprints and names of server certificates are given: a certificate that matches either is accepted.");
		}
		boolean secure = false;
		for (JsonNode endpoint : cluster.path("managementEndpoints")) {
			secure |= endpoint.asString().regionMatches(true, 0, "https:", 0, 6);
		}
		if (secure && !cluster.hasNonNull("clientCertificateId")
				&& !cluster.hasNonNull("clientCertificatethumbprint")) {
			draft.warning(target, "No client certificate is given: a secured cluster will refuse to resolve services.");
		}
	}

	private static void checkCircuitBreaker(Draft draft, JsonNode rules) {
		if (rules.size() > 1) {
			draft.error("circuitBreaker", "Only one circuit breaker rule is supported, not " + rules.size() + ".");
		}
		for (int i = 0; i < rules.size(); i++) {
			checkRule(draft, "circuitBreaker.rules[" + i + "]", rules.get(i));
		}
	}

	private static void checkRule(Draft draft, String target, JsonNode rule) {
		if (!RULE_NAME.matcher(rule.path("name").asString("")).matches()) {
			draft.error(target + ".name", "The Name of a rule must have 1 to 80 letters, digits and inner dashes.");
		}
		if (!rule.hasNonNull("tripDuration")) {
			draft.error(target + ".tripDuration", "The TripDuration field is required.");
		}
		warnOfNothing(draft, target + ".tripDuration", rule.path("tripDuration"),
				"A duration of zero never takes the backend out of service.");
		JsonNode condition = rule.path("failureCondition");
		String conditionTarget = target + ".failureCondition";
		if (!condition.isObject()) {
			draft.error(conditionTarget, "The FailureCondition field is required.");
			return;
		}
		if (condition.hasNonNull("count") == condition.hasNonNull("percentage")) {
			draft.error(conditionTarget, "Exactly one of count and percentage must be given.");
		}
		if (!condition.hasNonNull("interval")) {
			draft.error(conditionTarget + ".interval", "The Interval field is required.");
		}
		warnOfNothing(draft, conditionTarget + ".interval", condition.path("interval"),
				"Within an interval of zero no two failures are counted together.");
		JsonNode ranges = condition.path("statusCodeRanges");
		if (ranges.isEmpty() && condition.path("errorReasons").isEmpty()) {
			draft.error(conditionTarget, "At least one of statusCodeRanges and errorReasons must be given.");
		}
		for (int i = 0; i < ranges.size(); i++) {
			if (ranges.get(i).path("min").asInt(200) > ranges.get(i).path("max").asInt(599)) {
				draft.error(conditionTarget + ".statusCodeRanges[" + i + "]", "Min must not be greater than max.");
			}
		}
		checkReasons(draft, conditionTarget, condition.path("errorReasons"));
		warnOfInformational(draft, target + ".failureResponse", rule.path("failureResponse"));
	}

	private static void warnOfNothing(Draft draft, String target, JsonNode duration, String message) {
		if (duration.isString() && Duration.parse(duration.stringValue()).isZero()) {
			draft.warning(target, message);
		}
	}

	private static void checkReasons(Draft draft, String target, JsonNode reasons) {
		for (int i = 0; i < reasons.size(); i++) {
			if (reasons.get(i).asString().length() > 200) {
				draft.error(target + ".errorReasons[" + i + "]",
						"The field ErrorReasons must have strings with a maximum length of 200.");
			}
		}
	}

	/**
	 * Warns of a failure response no client would understand.
	 * @param draft the backend
	 * @param target where the failure response stands
	 * @param failureResponse the failure response, or a missing node
	 */
	static void warnOfInformational(Draft draft, String target, JsonNode failureResponse) {
		if (failureResponse.path("statusCode").asInt(OK) < OK) {
			draft.warning(target + ".statusCode",
					"A status below 200 announces another answer, which never comes: 503 is sent instead.");
		}
	}

	private static void checkTls(Draft draft) {
		JsonNode tls = draft.properties().path("tls");
		boolean pinned = !tls.path("serverCertificateThumbprints").isEmpty() || !tls.path("serverX509Names").isEmpty();
		if (!tls.path("validateCertificateChain").asBoolean(true) && !pinned) {
			draft.warning("tls.validateCertificateChain",
					"The certificate chain of this backend is not validated: anyone in between can read and change requests.");
		}
		if (!tls.path("validateCertificateName").asBoolean(true) && !pinned) {
			draft.warning("tls.validateCertificateName",
					"The certificate name of this backend is not validated: any certificate of the trusted roots is accepted.");
		}
	}

}
