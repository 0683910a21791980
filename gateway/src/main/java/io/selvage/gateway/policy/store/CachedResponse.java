package io.selvage.gateway.policy.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A response as {@code cache-store} keeps it (a stored response in the sense of RFC
 * 9111). It is only served to requests whose header lines named by its {@code Vary} are
 * those of the request it answered. Cookies are not kept: they belong to one client.
 *
 * @param statusCode its status
 * @param reason its reason phrase
 * @param headers its header lines, copied by whoever serves it
 * @param body its content
 * @param vary the values of the request's header lines its {@code Vary} names
 * @param storedSeconds when it was stored, in seconds since the epoch
 */
public record CachedResponse(int statusCode, String reason, ListHeaders headers, byte[] body, Map<String, String> vary,
		long storedSeconds) {

	private static final Set<String> NOT_STORED = Set.of("connection", "keep-alive", "proxy-connection", "set-cookie",
			"te", "trailer", "transfer-encoding", "upgrade");

	/**
	 * Takes a response over.
	 * @param response the response
	 * @param body its content
	 * @param request the header lines of the request
	 * @param seconds the time in seconds since the epoch
	 * @return the response to keep, or null if its {@code Vary} says that it fits no
	 * other request
	 */
	public static @Nullable CachedResponse of(GatewayResponse response, byte[] body, MessageHeaders request,
			long seconds) {
		Map<String, String> vary = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line : response.headers().all("Vary")) {
			for (String name : line.split(",")) {
				if (name.strip().equals("*")) {
					return null;
				}
				vary.put(name.strip(), String.join(",", request.all(name.strip())));
			}
		}
		ListHeaders kept = new ListHeaders();
		response.headers().forEach((name, value) -> {
			if (!NOT_STORED.contains(name.toLowerCase(Locale.ROOT))) {
				kept.add(name, value);
			}
		});
		return new CachedResponse(response.statusCode(), response.reason(), kept, body, vary, seconds);
	}

	/**
	 * Tells whether the response answers a request.
	 * @param request the header lines of the request
	 * @return true if all lines its {@code Vary} names are the same
	 */
	public boolean fits(MessageHeaders request) {
		for (Map.Entry<String, String> line : this.vary.entrySet()) {
			List<String> values = request.all(line.getKey());
			if (!String.join(",", values).equals(line.getValue())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Makes the response to serve.
	 * @param seconds the time in seconds since the epoch
	 * @return a response of its own, with its {@code Age} (RFC 9111 section 5.1)
	 */
	public GatewayResponse serve(long seconds) {
		ListHeaders lines = ListHeaders.copyOf(this.headers);
		lines.set("Age", Long.toString(Math.max(0, seconds - this.storedSeconds)));
		return new GatewayResponse(this.statusCode, this.reason, lines, MessageBody.of(this.body));
	}

}
