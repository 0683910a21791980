package io.selvage.gateway.listener;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.netty.http.server.HttpServerRequest;

/**
 * How many gateways an OPTIONS or TRACE request may still pass (RFC 9110 section 7.6.2).
 */
final class MaxForwards {

	private MaxForwards() {
	}

	/**
	 * Counts this gateway. What is no number is left alone, as the field is in requests
	 * of other methods.
	 * @param request the request; its field is changed
	 * @return false if the request must not be forwarded
	 */
	static boolean count(HttpServerRequest request) {
		HttpMethod method = request.method();
		HttpHeaders headers = request.requestHeaders();
		if ((method != HttpMethod.OPTIONS && method != HttpMethod.TRACE)
				|| !headers.contains(HttpHeaderNames.MAX_FORWARDS)) {
			return true;
		}
		String left = headers.get(HttpHeaderNames.MAX_FORWARDS);
		if (left.isEmpty() || left.length() > 9 || !left.chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			return true;
		}
		int count = Integer.parseInt(left);
		if (count > 0) {
			headers.set(HttpHeaderNames.MAX_FORWARDS, Integer.toString(count - 1));
		}
		return count > 0;
	}

}
