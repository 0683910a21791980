package io.selvage.fabric.simulator.control;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the control API.
 *
 * @param status the status
 * @param contentType the type of the body
 * @param body the body
 */
record Reply(int status, String contentType, byte[] body) {

	static Reply json(int status, JsonNode json) {
		byte[] body = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
		return new Reply(status, "application/json; charset=utf-8", body);
	}

	/** Done, and nothing to tell. */
	static Reply done() {
		return new Reply(200, "text/plain", new byte[0]);
	}

	static Reply file(byte[] content) {
		return new Reply(200, "application/octet-stream", content);
	}

}
