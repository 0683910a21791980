package io.selvage.catalog.management;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers further header lines
 * @param body the body, or null for none
 */
record ManagementAnswer(int status, Map<String, String> headers, @Nullable JsonNode body) {

	static ManagementAnswer of(int status) {
		return new ManagementAnswer(status, Map.of(), null);
	}

	static ManagementAnswer of(int status, JsonNode body) {
		return new ManagementAnswer(status, Map.of(), body);
	}

	ManagementAnswer with(String name, @Nullable String value) {
		if (value == null) {
			return this;
		}
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new ManagementAnswer(this.status, more, this.body);
	}

	ManagementAnswer withoutBody() {
		return new ManagementAnswer(this.status, this.headers, null);
	}

}
