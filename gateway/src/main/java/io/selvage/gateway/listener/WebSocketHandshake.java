package io.selvage.gateway.listener;

import java.util.Base64;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.error.ErrorBody;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The opening handshake of a client (RFC 6455 sections 4.1 and 4.2.1).
 */
final class WebSocketHandshake {

	private static final String VERSION = "13";

	private static final int KEY_LENGTH = 16;

	private static final int UPGRADE_REQUIRED = 426;

	private WebSocketHandshake() {
	}

	/**
	 * Tells whether a request asks for a WebSocket.
	 * @param request the request
	 * @return true if it says so, whether it says the rest well or not
	 */
	static boolean asked(HttpServerRequest request) {
		HttpHeaders headers = request.requestHeaders();
		return headers.contains(HttpHeaderNames.UPGRADE) && HttpMethod.GET.equals(request.method())
				&& HttpVersion.HTTP_1_1.equals(request.version())
				&& headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
				&& headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
	}

	/**
	 * Judges a handshake.
	 * @param headers its header lines
	 * @return what it is answered with; null if it is in order
	 */
	static @Nullable GatewayResponse refusal(HttpHeaders headers) {
		if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
			GatewayResponse refusal = upgradeRequired("Only version 13 of WebSocket is spoken here.");
			refusal.headers().set("Sec-WebSocket-Version", VERSION);
			return refusal;
		}
		if (headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).size() > 1
				|| headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY).size() > 1) {
			return ErrorBody.refused(400, "The handshake has Sec-WebSocket-Version or Sec-WebSocket-Key twice.");
		}
		if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || (headers.contains(HttpHeaderNames.CONTENT_LENGTH)
				&& !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH)))) {
			return ErrorBody.refused(400, "A WebSocket handshake has no body.");
		}
		return key(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY)) ? null
				: ErrorBody.refused(400, "The Sec-WebSocket-Key is not 16 bytes in Base64.");
	}

	/**
	 * Answers a request that had to ask for a WebSocket.
	 * @param reason a sentence for the body
	 * @return status 426
	 */
	static GatewayResponse upgradeRequired(String reason) {
		return ErrorBody.refused(UPGRADE_REQUIRED, reason);
	}

	/**
	 * Returns the header lines about the connection that go with an answer.
	 * @param refusal the answer
	 * @return null for none
	 */
	static @Nullable HttpHeaders upgrade(GatewayResponse refusal) {
		return (refusal.statusCode() != UPGRADE_REQUIRED) ? null
				: new DefaultHttpHeaders().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
					.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
	}

	private static boolean key(@Nullable String text) {
		try {
			return text != null && Base64.getDecoder().decode(text.trim()).length == KEY_LENGTH;
		}
		catch (IllegalArgumentException malformed) {
			return false;
		}
	}

}
