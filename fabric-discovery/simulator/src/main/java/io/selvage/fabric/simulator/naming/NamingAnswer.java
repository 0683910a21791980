package io.selvage.fabric.simulator.naming;

import io.netty.handler.codec.http.HttpResponseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of the naming API.
 *
 * @param status status and reason phrase
 * @param body the body, may be empty
 */
record NamingAnswer(HttpResponseStatus status, String body) {

	static NamingAnswer ok(JsonNode json) {
		return new NamingAnswer(HttpResponseStatus.OK, Rendering.JSON.writeValueAsString(json));
	}

	static NamingAnswer empty(int status) {
		return new NamingAnswer(HttpResponseStatus.valueOf(status), "");
	}

	static NamingAnswer refused(int status, String reason) {
		return new NamingAnswer(new HttpResponseStatus(status, reason), "");
	}

	static NamingAnswer error(FabricError error) {
		return error(error.status(), error.code(), error.message());
	}

	static NamingAnswer error(int status, String code, String message) {
		ObjectNode json = Rendering.JSON.createObjectNode();
		json.putObject("Error").put("Code", code).put("Message", message);
		return new NamingAnswer(new HttpResponseStatus(status, code), Rendering.JSON.writeValueAsString(json));
	}

}
