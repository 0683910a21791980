package io.selvage.catalog.management;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers further header lines
 * @param body the body, or null for none
 * @param mediaType the media type of the body; null: it is JSON, else a text
 */
record ManagementAnswer(int status, Map<String, String> headers, @Nullable JsonNode body, @Nullable String mediaType) {

	static ManagementAnswer of(int status) {
		return new ManagementAnswer(status, Map.of(), null, null);
	}

	static ManagementAnswer of(int status, JsonNode body) {
		return new ManagementAnswer(status, Map.of(), body, null);
	}

	/** A document as it is. */
	static ManagementAnswer text(String mediaType, String document) {
		return new ManagementAnswer(200, Map.of(), JsonNodeFactory.instance.stringNode(document), mediaType);
	}

	ManagementAnswer with(String name, @Nullable String value) {
		if (value == null) {
			return this;
		}
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new ManagementAnswer(this.status, more, this.body, this.mediaType);
	}

	byte[] bytes() {
		JsonNode content = this.body;
		if (content == null) {
			return new byte[0];
		}
		String text = (this.mediaType != null) ? content.stringValue() : content.toString();
		return text.getBytes(StandardCharsets.UTF_8);
	}

	ManagementAnswer withoutBody() {
		return new ManagementAnswer(this.status, this.headers, null, null);
	}

}
