package io.selvage.gateway.forward;

import java.util.Locale;
import java.util.Set;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;

/**
 * The request that follows a redirect: 303 makes any method but HEAD a GET, 301 and 302
 * make a POST one, and then the body and what describes it stay behind (RFC 9110 section
 * 15.4). What identifies the client or the gateway does not go to another origin.
 */
final class RedirectedRequest {

	private static final Set<String> OF_BODY = Set.of("content-length", "content-type", "content-encoding",
			"content-language", "content-location", "content-md5", "content-range", "digest", "transfer-encoding",
			"trailer");

	private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie",
			"x-client-certificate");

	private RedirectedRequest() {
	}

	/**
	 * Makes the request.
	 * @param call the request that was redirected
	 * @param status the status of the redirect
	 * @param sameOrigin whether it stays with the origin that was called
	 * @return the next request
	 */
	static GatewayRequest of(OutboundCall call, int status, boolean sameOrigin) {
		GatewayRequest before = call.message().request();
		String method = before.method();
		boolean becomesGet = (status == 303 && !method.equals("HEAD"))
				|| (method.equals("POST") && (status == 301 || status == 302));
		boolean withoutBody = becomesGet || call.message().body().absent();
		ListHeaders headers = new ListHeaders();
		before.headers().forEach((name, value) -> {
			String known = name.toLowerCase(Locale.ROOT);
			if ((sameOrigin || !secret(call, known, value)) && !(withoutBody && OF_BODY.contains(known))) {
				headers.add(name, value);
			}
		});
		GatewayRequest next = new GatewayRequest(becomesGet ? "GET" : method, before.originalUrl(), headers,
				withoutBody ? null : before.body(), before.ipAddress());
		next.peerAddress(before.peerAddress());
		return next;
	}

	private static boolean secret(OutboundCall call, String name, String value) {
		return CREDENTIALS.contains(name)
				|| name.equalsIgnoreCase(call.execution().context().api().subscriptionKeyHeader())
				|| !call.execution().secrets().mask(value).equals(value);
	}

}
