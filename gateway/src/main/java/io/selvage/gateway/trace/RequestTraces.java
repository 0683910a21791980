package io.selvage.gateway.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.context.UserInfo;

/**
 * Starts the trace of a request that asks for one, writes the entries that belong to no
 * policy, and tells the client where the trace is. Source: the request header
 * {@code Ocp-Apim-Trace} and the recorded trace of Azure API Management.
 */
public final class RequestTraces {

	/** What asks for a trace. */
	public static final String REQUEST_HEADER = "Ocp-Apim-Trace";

	/** What names it. */
	public static final String LOCATION_HEADER = "Ocp-Apim-Trace-Location";

	private static final String INSPECTOR = "api-inspector";

	private static final String TRANSFER = "transfer-response";

	private final boolean allowed;

	private final TraceStore store;

	private final BiFunction<GatewayRequest, UUID, String> locations;

	/**
	 * Creates it.
	 * @param allowed whether every request may be traced; else those whose subscription
	 * allows it
	 * @param store where traces are kept
	 * @param locations makes the URL of a trace, given who asked
	 */
	public RequestTraces(boolean allowed, TraceStore store, BiFunction<GatewayRequest, UUID, String> locations) {
		this.allowed = allowed;
		this.store = store;
		this.locations = locations;
	}

	/**
	 * Starts a trace if the request asks for it and it is allowed.
	 * @param context the request
	 * @param permitted whether the caller's subscription allows it
	 */
	public void start(PolicyContext context, boolean permitted) {
		if (!(this.allowed || permitted)
				|| !"true".equalsIgnoreCase(context.request().headers().first(REQUEST_HEADER))) {
			return;
		}
		TraceRecorder trace = new TraceRecorder();
		context.trace(trace);
		GatewayRequest request = context.request();
		trace.add(TraceSection.INBOUND, INSPECTOR, Map.of("request",
				TracedMessage.request(request.originalMethod(), request.originalUrl(), request.headers())));
		trace.add(TraceSection.INBOUND, INSPECTOR, Map.of("configuration", configuration(context)));
	}

	private static Map<String, Object> configuration(PolicyContext context) {
		ApiInfo info = context.api();
		Map<String, Object> api = new LinkedHashMap<>();
		api.put("from", "/" + info.path());
		api.put("to", (info.serviceUrl() != null) ? TracedMessage.url(info.serviceUrl()) : null);
		api.put("version", info.version());
		api.put("revision", info.revision());
		Map<String, Object> operation = new LinkedHashMap<>();
		operation.put("method", context.operation().method());
		operation.put("uriTemplate", context.operation().urlTemplate());
		UserInfo user = context.caller().user();
		ProductInfo product = context.caller().product();
		Map<String, Object> configuration = new LinkedHashMap<>();
		configuration.put("api", api);
		configuration.put("operation", operation);
		configuration.put("user", (user != null) ? user.id() : "-");
		configuration.put("product", (product != null) ? product.name() : "-");
		return configuration;
	}

	/**
	 * Writes the last entries and names the trace in the answer.
	 * @param context the request
	 * @param response the answer that is about to be sent
	 */
	public void finish(PolicyContext context, GatewayResponse response) {
		TraceRecorder trace = context.trace();
		if (trace == null) {
			return;
		}
		if (response.statusCode() == 204 || response.statusCode() == 304) {
			trace.add(TraceSection.OUTBOUND, TRANSFER,
					Map.of("message", "Response body is not allowed and will be discarded."));
		}
		trace.add(TraceSection.OUTBOUND, TRANSFER, Map.of("message", "Response headers have been sent to the caller."));
		UUID id = this.store.keep(trace);
		response.headers().set(LOCATION_HEADER, this.locations.apply(context.request(), id));
	}

}
