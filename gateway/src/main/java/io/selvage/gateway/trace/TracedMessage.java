package io.selvage.gateway.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.MessageUrl;

/**
 * Requests and responses as traces show them: {@code {method, url, headers}} and
 * {@code {status, headers}}, each header a pair of name and value. Values of fields and
 * query parameters that carry secrets are masked.
 */
public final class TracedMessage {

	/** What stands in the place of a secret. */
	public static final String MASK = "***";

	private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization", "cookie",
			"set-cookie", "ocp-apim-subscription-key", "x-api-key", "api-key", "x-functions-key",
			"x-client-certificate", "apim-debug-authorization");

	private static final Set<String> SECRET_PARAMETERS = Set.of("subscription-key", "code", "sig", "token", "key",
			"password", "api-key", "apikey", "access_token", "client_secret");

	private TracedMessage() {
	}

	/**
	 * Describes a request.
	 * @param method its method
	 * @param url its URL
	 * @param headers its header lines
	 * @return what an entry's {@code request} holds
	 */
	public static Map<String, Object> request(String method, MessageUrl url, MessageHeaders headers) {
		return request(method, url, headers, Set.of());
	}

	/**
	 * Describes a request to which a backend's credentials were added.
	 * @param method its method
	 * @param url its URL
	 * @param headers its header lines
	 * @param secretNames names of fields and query parameters whose values are masked as
	 * well, in lower case
	 * @return what an entry's {@code request} holds
	 */
	public static Map<String, Object> request(String method, MessageUrl url, MessageHeaders headers,
			Set<String> secretNames) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("method", method);
		request.put("url", url(url, secretNames));
		request.put("headers", headers(headers, secretNames));
		return request;
	}

	/**
	 * Describes a response.
	 * @param response the response
	 * @return what an entry's {@code response} holds
	 */
	public static Map<String, Object> response(GatewayResponse response) {
		Map<String, Object> status = new LinkedHashMap<>();
		status.put("code", response.statusCode());
		status.put("reason", response.reason());
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("status", status);
		data.put("headers", headers(response.headers()));
		return data;
	}

	/**
	 * Describes header lines.
	 * @param headers the lines
	 * @return a list of {@code {name, value}}
	 */
	public static List<Object> headers(MessageHeaders headers) {
		return headers(headers, Set.of());
	}

	private static List<Object> headers(MessageHeaders headers, Set<String> secretNames) {
		List<Object> lines = new ArrayList<>();
		headers.forEach((name, value) -> {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("name", name);
			String key = name.toLowerCase(Locale.ROOT);
			line.put("value", (SECRET_HEADERS.contains(key) || secretNames.contains(key)) ? MASK : value);
			lines.add(line);
		});
		return lines;
	}

	/**
	 * Writes a URL without the values of secret parameters.
	 * @param url the URL
	 * @return its text
	 */
	public static String url(MessageUrl url) {
		return url(url, Set.of());
	}

	private static String url(MessageUrl url, Set<String> secretNames) {
		String query = url.rawQuery();
		if (query == null) {
			return url.toString();
		}
		StringBuilder masked = new StringBuilder();
		for (String pair : query.split("&")) {
			masked.append(masked.isEmpty() ? "" : "&");
			int equals = pair.indexOf('=');
			String name = (equals > 0) ? pair.substring(0, equals).toLowerCase(Locale.ROOT) : "";
			boolean secret = SECRET_PARAMETERS.contains(name) || secretNames.contains(name);
			masked.append(secret ? pair.substring(0, equals + 1) + MASK : pair);
		}
		return url.withPathAndQuery(url.rawPath(), masked.toString()).toString();
	}

}
