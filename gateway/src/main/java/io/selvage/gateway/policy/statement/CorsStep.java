package io.selvage.gateway.policy.statement;

import java.util.List;
import java.util.Locale;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageHeaders;
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
 * @param maxAge how long a preflight answer may be kept, in seconds
 */
record CorsStep(Lists lists, Value<Boolean> credentials, Value<Boolean> terminate, String maxAge) implements Step {

	private static final String ANY = "*";

	/** What may be called without a list of methods. */
	private static final List<String> SIMPLE_METHODS = List.of("GET", "POST", "HEAD");

	@Override
	public @Nullable Mono<Void> run(PolicyExecution execution) {
		GatewayRequest request = execution.context().request();
		String origin = request.headers().first("Origin");
		if (origin == null || origin.isEmpty()) {
			trace(execution, "Origin header was missing or empty and the request was classified as not cross-domain. "
					+ "CORS policy was not applied.");
			return null;
		}
		String method = request.headers().first("Access-Control-Request-Method");
		boolean preflight = request.originalMethod().equals("OPTIONS") && method != null;
		boolean allowed = matches(this.lists.origins(), origin, execution);
		if (preflight && method != null) {
			preflight(execution, origin, method, allowed);
		}
		else if (allowed) {
			execution.beforeAnswer((response) -> permit(response.headers(), origin, execution, true));
		}
		else if (this.terminate.get(execution)) {
			answerEmpty(execution, "The origin is not allowed. The request was terminated.");
		}
		return null;
	}

	private void preflight(PolicyExecution execution, String origin, String method, boolean originAllowed) {
		String headers = execution.context().request().headers().first("Access-Control-Request-Headers");
		if (!originAllowed || !methodAllowed(method, execution) || !headersAllowed(headers, execution)) {
			if (this.terminate.get(execution)) {
				answerEmpty(execution, "The preflight request does not match. It was terminated.");
			}
			return;
		}
		GatewayResponse response = answerEmpty(execution, "The preflight request was answered.");
		permit(response.headers(), origin, execution, false);
		response.headers().set("Access-Control-Allow-Methods", method);
		if (headers != null) {
			response.headers().set("Access-Control-Allow-Headers", headers);
		}
		response.headers().set("Access-Control-Max-Age", this.maxAge);
	}

	private boolean methodAllowed(String method, PolicyExecution execution) {
		if (this.lists.methods().isEmpty()) {
			return SIMPLE_METHODS.contains(method.toUpperCase(Locale.ROOT));
		}
		return matches(this.lists.methods(), method, execution);
	}

	private boolean headersAllowed(@Nullable String headers, PolicyExecution execution) {
		if (headers == null || headers.isBlank()) {
			return true;
		}
		for (String header : headers.split(",")) {
			if (!matches(this.lists.headers(), header.strip(), execution)) {
				return false;
			}
		}
		return true;
	}

	private static boolean matches(List<Value<String>> list, String wanted, PolicyExecution execution) {
		for (Value<String> value : list) {
			String entry = value.getOrNull(execution);
			if (entry != null && (entry.equals(ANY) || trimmed(entry).equalsIgnoreCase(wanted))) {
				return true;
			}
		}
		return false;
	}

	/** Authors write origins with a slash at the end; browsers never do. */
	private static String trimmed(String entry) {
		return entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
	}

	private void permit(MessageHeaders headers, String origin, PolicyExecution execution, boolean expose) {
		headers.set("Access-Control-Allow-Origin", origin);
		if (!headers.contains("Vary")) {
			headers.set("Vary", "Origin");
		}
		if (this.credentials.get(execution)) {
			headers.set("Access-Control-Allow-Credentials", "true");
		}
		if (expose && !this.lists.exposed().isEmpty()) {
			headers.set("Access-Control-Expose-Headers",
					String.join(",", this.lists.exposed().stream().map((value) -> value.get(execution)).toList()));
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
