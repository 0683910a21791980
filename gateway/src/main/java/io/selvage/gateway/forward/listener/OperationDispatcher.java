package io.selvage.gateway.forward.listener;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.selvage.gateway.access.AccessRule;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.error.ErrorBody;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.NettyHeaders;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.routing.OperationMatch;
import io.selvage.gateway.routing.PolicyRun;
import io.selvage.gateway.routing.RouteEntry;
import io.selvage.gateway.routing.RoutingTable;
import io.selvage.gateway.trace.RequestTraces;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The short way of a request: looked up in the index, run through the filters of its
 * route, answered. What the index knows nothing about goes the long way, to Spring's own
 * handlers. This class is the seam between the two.
 */
public final class OperationDispatcher implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

	private static final AccessRule.Admission ANYBODY = new AccessRule.Admission(null, null, false);

	private final Supplier<RoutingTable> tables;

	private final RequestContexts contexts;

	private final PolicyServices services;

	private final RequestTraces traces;

	private final FailureLog log;

	private final Stock stock;

	/**
	 * Creates the dispatcher.
	 * @param tables gives the state that is current
	 * @param contexts makes contexts of requests
	 * @param services what policies need; the forwarder is the route's last filter
	 * @param traces traces requests
	 * @param log where defects are noted
	 * @param stock where other requests go
	 */
	public OperationDispatcher(Supplier<RoutingTable> tables, RequestContexts contexts, PolicyServices services,
			RequestTraces traces, FailureLog log, Stock stock) {
		this.tables = tables;
		this.contexts = contexts;
		this.services = services;
		this.traces = traces;
		this.log = log;
		this.stock = stock;
	}

	@Override
	public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		RequestLine line;
		try {
			RequestRules.check(request);
			if (request.uri().equals(RequestLine.ASTERISK) && request.method().name().equals("OPTIONS")) {
				return response.status(204).send();
			}
			line = RequestLine.parse(request.uri(), request.requestHeaders().get(HttpHeaderNames.HOST));
		}
		catch (RefusedException refused) {
			return ResponseWriter.refuse(request, response, ErrorBody.refused(refused.status(), refused.reason()));
		}
		RoutingTable table = this.tables.get();
		String method = request.method().name();
		NettyHeaders headers = new NettyHeaders(request.requestHeaders());
		OperationMatch<RouteEntry> match = table.index().find(method, line.path(), line.query(), headers);
		if (match instanceof OperationMatch.Found<RouteEntry> found) {
			return run(new Dispatch(request, response, found, table, false), line);
		}
		if (match instanceof OperationMatch.NoApi) {
			return this.stock.handler().apply(request, response);
		}
		String asked = method.equals("OPTIONS") ? headers.first("Access-Control-Request-Method") : null;
		if (asked != null && headers.contains("Origin") && table.index()
			.find(asked, line.path(), line.query(), headers) instanceof OperationMatch.Found<RouteEntry> preflighted
				&& preflighted.value().answersPreflight()) {
			return run(new Dispatch(request, response, preflighted, table, true), line);
		}
		return ResponseWriter.write(request, response, ErrorBody.notFound(), null);
	}

	private Mono<Void> run(Dispatch dispatch, RequestLine line) {
		RouteEntry entry = dispatch.found.value();
		GatewayRequest request = this.contexts.request(dispatch.request, line);
		request.matchedParameters(dispatch.found.parameters());
		AccessRule.Admission admission = ANYBODY;
		PolicyException refusal = null;
		try {
			admission = dispatch.preflight ? ANYBODY : entry.access().admit(request, dispatch.table.keys());
		}
		catch (PolicyException ex) {
			refusal = ex;
		}
		PolicyContext context = new PolicyContext(new PolicyContext.Caller(entry.api(), entry.operation(),
				admission.product(), admission.subscription(), null), dispatch.table.deployment(), request);
		this.traces.start(context, admission.mayTrace());
		PolicyRun run = new PolicyRun(entry.plan(admission.product()), context, this.services);
		if (refusal != null) {
			run.refuse(refusal);
		}
		run.execution().relativePath(dispatch.found.relativePath());
		DispatchedExchange exchange = new DispatchedExchange(dispatch.request, dispatch.response,
				this.stock.application());
		Map<String, Object> attributes = exchange.getAttributes();
		attributes.put(PolicyRun.ATTRIBUTE, run);
		attributes.put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, entry.route());
		return entry.chain()
			.filter(exchange)
			.then(Mono.defer(() -> answer(dispatch, exchange, context)))
			.onErrorResume((failure) -> failed(dispatch, context, failure))
			.doFinally((signal) -> run.execution().end());
	}

	private Mono<Void> answer(Dispatch dispatch, DispatchedExchange exchange, PolicyContext context) {
		if (exchange.answered()) {
			return Mono.empty();
		}
		GatewayResponse response = context.response();
		if (response == null) {
			return exchange.getResponse().setComplete();
		}
		this.traces.finish(context, response);
		return ResponseWriter.write(dispatch.request, dispatch.response, response, exchange.addedHeaders());
	}

	private Mono<Void> failed(Dispatch dispatch, PolicyContext context, Throwable failure) {
		if (dispatch.response.hasSentHeaders()) {
			dispatch.response.withConnection((connection) -> connection.channel().close());
			return Mono.never();
		}
		BackendFailure backend = BackendFailure.in(failure);
		if (backend != null) {
			GatewayResponse answer = this.services.errors().answer(backend.toException("transfer-response"), context);
			return ResponseWriter.write(dispatch.request, dispatch.response, answer, null);
		}
		this.log.defect(failure, context);
		return ResponseWriter.write(dispatch.request, dispatch.response, ErrorBody.internal(context.requestId()), null);
	}

	private record Dispatch(HttpServerRequest request, HttpServerResponse response,
			OperationMatch.Found<RouteEntry> found, RoutingTable table, boolean preflight) {
	}

	/**
	 * The application behind the index.
	 *
	 * @param handler Spring's own way of handling a request
	 * @param application its context
	 */
	public record Stock(BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> handler,
			ApplicationContext application) {
	}

}
