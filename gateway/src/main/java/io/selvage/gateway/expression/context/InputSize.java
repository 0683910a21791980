package io.selvage.gateway.expression.context;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.xml.XNode;
import org.jspecify.annotations.Nullable;

/**
 * How much an expression is given to work on: bodies that are in memory, and the values
 * of variables. Work in proportion to that is no attack.
 */
public final class InputSize {

	private InputSize() {
	}

	/**
	 * Weighs the input of an evaluation.
	 * @param host the context the evaluation is made for; anything else weighs nothing
	 * @return bytes, about
	 */
	public static long of(Object host) {
		if (!(host instanceof PolicyContext context)) {
			return 0;
		}
		long size = bytes(context.request().body());
		GatewayResponse response = context.response();
		size += (response != null) ? bytes(response.body()) : 0;
		for (Object value : context.variables().values()) {
			size += value(value);
		}
		return size;
	}

	private static long value(@Nullable Object value) {
		if (value instanceof String text) {
			return text.length();
		}
		if (value instanceof byte[] bytes) {
			return bytes.length;
		}
		if (value instanceof JToken token) {
			return token.textLength();
		}
		if (value instanceof XNode node) {
			return node.textLength();
		}
		return (value instanceof GatewayResponse response) ? bytes(response.body()) : 0;
	}

	private static long bytes(@Nullable MessageBody body) {
		byte[] bytes = (body != null) ? body.bytes() : null;
		return (bytes != null) ? bytes.length : 0;
	}

}
