package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.HeaderRules;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A compiled {@code cors} statement.
 *
 * @param lists who may do what
 * @param credentials whether cookies and authorization may be sent along
 * @param terminate whether a request of an origin that is not listed ends with an empty
 * answer
 * @param maxAge how long a preflight answer may be kept, in seconds; null: it is not said
 */
record CorsStep(Lists lists, Value<Boolean> credentials, Value<Boolean> terminate,
		@Nullable Value<BigDecimal> maxAge) implements Step {

	private static final String ANY = "*";

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		GatewayRequest request = execution.context().request();
		List<String> origins = request.headers().all("Origin");
		if (origins.isEmpty() || origins.get(0).isEmpty()) {
			trace(execution, "Origin header was missing or empty and the request was classified as not cross-domain. "
					+ "CORS policy was not applied.");
			return null;
		}
		String origin = (origins.size() == 1) ? origins.get(0) : "";
		String permitted = permitted(origin, execution);
		List<String> methods = request.headers().all("Access-Control-Request-Method");
		if (request.originalMethod().equals("OPTIONS") && !methods.isEmpty()) {
			preflight(execution, permitted, (methods.size() == 1) ? methods.get(0) : "");
		}
		else if (permitted != null) {
			execution.beforeAnswer((response) -> permit(response.headers(), permitted, execution, true));
		}
		else if (this.terminate.get(execution)) {
			answerEmpty(execution, "The origin is not allowed. The request was terminated.");
		}
		return null;
	}

	/**
	 * Returns what the answer names as allowed origin: any, if all are allowed and no
	 * credentials are, else the origin that asks.
	 * @return null if the origin is not allowed
	 */
	private @Nullable String permitted(String origin, PolicyExecution execution) {
		String asked = normal(origin);
		for (Value<String> value : this.lists.origins()) {
			String entry = value.getOrNull(execution);
			if (ANY.equals(entry)) {
				return this.credentials.get(execution) ? origin : ANY;
			}
			if (entry != null && !asked.isEmpty() && normal(entry).equals(asked)) {
				return origin;
			}
		}
		return null;
	}

	/**
	 * Origins are equal that have the same scheme, host and port (RFC 6454 section 5);
	 * authors write them with a slash at the end or the port everybody knows.
	 */
	private static String normal(String origin) {
		if (origin.equals("null")) {
			return origin;
		}
		try {
			URI uri = URI.create(origin.strip());
			if (uri.getScheme() == null || uri.getHost() == null) {
				return "";
			}
			String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
			int port = (uri.getPort() >= 0) ? uri.getPort() : scheme.equals("https") ? 443 : 80;
			return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
		}
		catch (IllegalArgumentException malformed) {
			return "";
		}
	}

	private void preflight(PolicyExecution execution, @Nullable String permitted, String method) {
		List<String> asked = execution.context().request().headers().all("Access-Control-Request-Headers");
		String methods = allowedMethods(method, execution);
		String headers = asked.isEmpty() ? "" : allowedHeaders(asked, execution);
		if (permitted == null || methods == null || headers == null) {
			if (this.terminate.get(execution)) {
				answerEmpty(execution, "The preflight request does not match. It was terminated.");
			}
			return;
		}
		GatewayResponse response = answerEmpty(execution, "The preflight request was answered.");
		permit(response.headers(), permitted, execution, false);
		response.headers().set("Access-Control-Allow-Methods", methods);
		if (!headers.isEmpty()) {
			response.headers().set("Access-Control-Allow-Headers", headers);
		}
		if (this.maxAge != null) {
			response.headers().set("Access-Control-Max-Age", Long.toString(this.maxAge.get(execution).longValue()));
		}
	}

	/** Returns null if the method is not allowed. */
	private @Nullable String allowedMethods(String method, PolicyExecution execution) {
		List<String> allowed = entries(this.lists.methods(), execution);
		if (allowed.contains(ANY)) {
			return method.isEmpty() ? null : method;
		}
		return allowed.contains(method) ? String.join(",", allowed) : null;
	}

	/** Returns null if one of the headers is not allowed. */
	private @Nullable String allowedHeaders(List<String> asked, PolicyExecution execution) {
		List<String> allowed = entries(this.lists.headers(), execution);
		List<String> granted = new ArrayList<>();
		for (String header : String.join(",", asked).split(",")) {
			String name = header.strip();
			if (name.isEmpty() || HeaderRules.nameProblem(name) != null) {
				return null;
			}
			String entry = allowed.contains(ANY) ? name : find(allowed, name);
			if (entry == null) {
				return null;
			}
			if (find(granted, entry) == null) {
				granted.add(entry);
			}
		}
		return String.join(",", granted);
	}

	private static @Nullable String find(List<String> names, String wanted) {
		for (String name : names) {
			if (name.equalsIgnoreCase(wanted)) {
				return name;
			}
		}
		return null;
	}

	private static List<String> entries(List<Value<String>> list, PolicyExecution execution) {
		List<String> entries = new ArrayList<>(list.size());
		for (Value<String> value : list) {
			String entry = value.getOrNull(execution);
			if (entry != null) {
				entries.add(entry);
			}
		}
		return entries;
	}

	private void permit(MessageHeaders headers, String permitted, PolicyExecution execution, boolean expose) {
		headers.set("Access-Control-Allow-Origin", permitted);
		if (!permitted.equals(ANY) && !headers.contains("Vary")) {
			headers.set("Vary", "Origin");
		}
		if (this.credentials.get(execution)) {
			headers.set("Access-Control-Allow-Credentials", "true");
		}
		if (expose && !this.lists.exposed().isEmpty()) {
			headers.set("Access-Control-Expose-Headers", String.join(",", entries(this.lists.exposed(), execution)));
		}
	}

	private static GatewayResponse answerEmpty(PolicyExecution execution, String why) {
		trace(execution, why);
		GatewayResponse response = new GatewayResponse(200, "OK", new ListHeaders(), null);
		execution.context().response(response);
		execution.terminate();
		return response;
	}

	private static void trace(PolicyExecution execution, String message) {
		if (StatementTrace.isOn(execution)) {
			StatementTrace.write(execution, Cors.NAME, message);
		}
	}

	/**
	 * The lists of a {@code cors} statement.
	 */
	record Lists(List<Value<String>> origins, List<Value<String>> methods, List<Value<String>> headers,
			List<Value<String>> exposed) {
	}

}
