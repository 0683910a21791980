package io.selvage.conformance.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.selvage.conformance.Vectors;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The matching rules of the behaviour cases: what differs, or null.
 */
final class Match {

	private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

	private Match() {
	}

	static @Nullable String text(String what, JsonNode expected, @Nullable String actual) {
		return matches(expected, actual) ? null : what + ": expected " + expected + ", was '" + actual + "'";
	}

	private static boolean matches(JsonNode expected, @Nullable String actual) {
		if (expected.isObject() && expected.has("regex")) {
			return actual != null && Pattern.matches(expected.get("regex").asString(), actual);
		}
		if (expected.isObject() && expected.has("any")) {
			return actual != null;
		}
		if (expected.isObject() && expected.has("anyOf")) {
			for (JsonNode option : expected.get("anyOf")) {
				if (matches(option, actual)) {
					return true;
				}
			}
			return false;
		}
		return expected.isNull() ? actual == null : expected.asString().equals(actual);
	}

	/** Lines and lists are joined; blanks around commas do not count. */
	static @Nullable String header(String name, JsonNode expected, MessageHeaders headers) {
		String actual = headers.contains(name) ? COMMA.matcher(String.join(",", headers.all(name))).replaceAll(",")
				: null;
		if (expected.isArray()) {
			List<String> values = new ArrayList<>();
			expected.forEach((value) -> values.add(value.asString()));
			String joined = COMMA.matcher(String.join(",", values)).replaceAll(",");
			return joined.equals(actual) ? null : "header " + name + ": expected " + joined + ", was " + actual;
		}
		if (expected.isString()) {
			String wanted = COMMA.matcher(expected.asString()).replaceAll(",");
			return wanted.equals(actual) ? null : "header " + name + ": expected " + wanted + ", was " + actual;
		}
		return text("header " + name, expected, actual);
	}

	static @Nullable String url(JsonNode expected, String actual) {
		if (expected.isObject() && expected.has("anyOf")) {
			for (JsonNode option : expected.get("anyOf")) {
				if (url(option, actual) == null) {
					return null;
				}
			}
			return "url: expected " + expected + ", was " + actual;
		}
		if (expected.isObject()) {
			return text("url", expected, actual);
		}
		return normal(expected.asString()).equals(normal(actual)) ? null
				: "url: expected " + expected.asString() + ", was " + actual;
	}

	private static String normal(String text) {
		MessageUrl url;
		try {
			url = MessageUrl.parse(text);
		}
		catch (IllegalArgumentException notHttp) {
			return text;
		}
		List<String> pairs = new ArrayList<>();
		for (Map.Entry<String, List<String>> entry : url.query().entrySet()) {
			entry.getValue().forEach((value) -> pairs.add(entry.getKey() + "=" + value));
		}
		Collections.sort(pairs);
		return url.scheme().toLowerCase(Locale.ROOT) + "://" + url.host().toLowerCase(Locale.ROOT) + ":" + url.port()
				+ URLDecoder.decode(url.rawPath().replace("+", "%2B"), StandardCharsets.UTF_8) + "?" + pairs;
	}

	/** Compares the headers and the body an expectation names. */
	static @Nullable String content(JsonNode expected, MessageHeaders headers, String body) {
		for (Map.Entry<String, JsonNode> entry : expected.path("headers").properties()) {
			String difference = header(entry.getKey(), entry.getValue(), headers);
			if (difference != null) {
				return difference;
			}
		}
		for (JsonNode name : expected.path("headersAbsent")) {
			if (headers.contains(name.asString())) {
				return "header " + name.asString() + " is there";
			}
		}
		if (expected.has("bodyText")) {
			return text("body", expected.get("bodyText"), body);
		}
		if (expected.has("bodyContains") && !body.contains(expected.get("bodyContains").asString())) {
			return "body: expected to contain " + expected.get("bodyContains") + ", was " + body;
		}
		if (expected.has("bodyLength") && expected.get("bodyLength").asInt() != body.length()) {
			return "length of body: expected " + expected.get("bodyLength") + ", was " + body.length();
		}
		if (expected.path("bodyEmpty").asBoolean(false) && !body.isEmpty()) {
			return "body: expected none, was " + body;
		}
		return expected.has("bodyJson") ? jsonBody(expected.get("bodyJson"), body) : null;
	}

	private static @Nullable String jsonBody(JsonNode expected, String body) {
		try {
			return json("body", expected, Vectors.parse(body));
		}
		catch (JacksonException notJson) {
			return "body: expected " + expected + ", was '" + body + "'";
		}
	}

	static @Nullable String json(String what, JsonNode expected, JsonNode actual) {
		return same(expected, actual) ? null : what + ": expected " + expected + ", was " + actual;
	}

	private static boolean same(JsonNode expected, @Nullable JsonNode actual) {
		if (actual == null
				|| (expected.isObject() && (expected.has("regex") || expected.has("anyOf") || expected.has("any"))
						&& expected.size() == 1 && !actual.isObject())) {
			return actual != null && matches(expected, actual.isString() ? actual.asString() : actual.toString());
		}
		if (expected.isString() && expected.asString().equals("<guid>")) {
			return actual.isString() && actual.asString().length() == 36;
		}
		if (expected.isObject()) {
			return actual.isObject() && actual.size() == expected.size()
					&& expected.properties()
						.stream()
						.allMatch((entry) -> same(entry.getValue(), actual.get(entry.getKey())));
		}
		if (expected.isArray()) {
			if (!actual.isArray() || actual.size() != expected.size()) {
				return false;
			}
			for (int i = 0; i < expected.size(); i++) {
				if (!same(expected.get(i), actual.get(i))) {
					return false;
				}
			}
			return true;
		}
		if (expected.isNumber() && actual.isNumber()) {
			return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
		}
		return expected.equals(actual);
	}

}
