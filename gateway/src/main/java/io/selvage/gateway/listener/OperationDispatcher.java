package io.selvage.gateway.listener;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.selvage.gateway.access.AccessRule;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.error.ErrorBody;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.BackendSocket;
import io.selvage.gateway.forward.NettyHeaders;
import io.selvage.gateway.forward.StreamedBody;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.routing.OperationMatch;
import io.selvage.gateway.routing.PathException;
import io.selvage.gateway.routing.PathModes;
import io.selvage.gateway.routing.PolicyRun;
import io.selvage.gateway.routing.RequestPath;
import io.selvage.gateway.routing.RouteEntry;
import io.selvage.gateway.routing.RoutingTable;
import io.selvage.gateway.trace.RequestTraces;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.channel.AbortedException;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The short way of a request: looked up in the index, run through the filters of its
 * route, answered. What the index knows nothing about goes the long way, to Spring's own
 * handlers. This class is the seam between the two.
 */
public final class OperationDispatcher implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

	/** What is counted when a client closes its connection before it was answered. */
	private static final int CLIENT_WENT_AWAY = 499;

	private static final int SWITCHING = 101;

	private static final AccessRule.Admission ANYBODY = new AccessRule.Admission(null, null, null, false);

	/**
	 * Before the subscription is looked at: who asks for nothing that is there needs no
	 * key.
	 */
	private static final PolicyException NO_OPERATION = new PolicyException(new LastError("configuration",
			"OperationNotFound", "Unable to match incoming request to an operation.", null, "inbound", null, null), 404,
			null)
		.saying("Resource not found");

	private final Supplier<RoutingTable> tables;

	private final PolicyServices services;

	private final Edge edge;

	private final Stock stock;

	private final Hostnames hostnames;

	/**
	 * Creates the dispatcher.
	 * @param tables gives the state that is current
	 * @param services what policies need; the forwarder is the route's last filter
	 * @param edge what every request meets first and last
	 * @param stock where other requests go
	 * @param hostnames which hosts are answered for
	 */
	public OperationDispatcher(Supplier<RoutingTable> tables, PolicyServices services, Edge edge, Stock stock,
			Hostnames hostnames) {
		this.tables = tables;
		this.services = services;
		this.edge = edge;
		this.stock = stock;
		this.hostnames = hostnames;
	}

	@Override
	public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		if (request.version().majorVersion() >= 2 || request.scheme().equals("https")) {
			ClientChannel.installLate(((Connection) request).channel(), request.requestHeaders());
		}
		if (this.edge.drain.draining()) {
			leave(request, response);
		}
		RequestLine line;
		try {
			RequestRules.check(request);
			String host = request.requestHeaders().get(HttpHeaderNames.HOST);
			this.hostnames.check(host);
			if (request.uri().equals(RequestLine.ASTERISK) && request.method().name().equals("OPTIONS")) {
				return response.status(204).send();
			}
			line = RequestLine.parse(request.uri(), host);
			if (!MaxForwards.count(request)) {
				return response.status(request.method().equals(HttpMethod.OPTIONS) ? 204 : 405).send();
			}
		}
		catch (RefusedException refused) {
			return ResponseWriter.refuse(request, response, ErrorBody.refused(refused.status(), refused.reason()));
		}
		if (request.version().majorVersion() >= 2 && Http2Rules.awaitsBody(request.requestHeaders())) {
			return AwaitedBody.read(request)
				.onErrorMap(OperationDispatcher::refusal)
				.then(Mono.defer(() -> dispatch(request, response, line)))
				.onErrorResume(RefusedException.class,
						(refused) -> ResponseWriter
							.refuse(request, response, ErrorBody.refused(refused.status(), refused.reason()))
							.onErrorComplete(AbortedException.class));
		}
		return dispatch(request, response, line);
	}

	private static void leave(HttpServerRequest request, HttpServerResponse response) {
		response.keepAlive(false);
		Channel connection = ((Connection) request).channel().parent();
		if (request.version().majorVersion() >= 2 && connection != null) {
			GoAway.announce(connection);
		}
	}

	private static RefusedException refusal(Throwable failure) {
		BackendFailure known = BackendFailure.in(failure);
		boolean late = failure instanceof TimeoutException
				|| (known != null && known.error() == BackendError.CLIENT_TOO_SLOW);
		return late ? new RefusedException(408, "The request body did not arrive in time")
				: new RefusedException(400, "The request body is not as long as announced");
	}

	private Mono<Void> dispatch(HttpServerRequest request, HttpServerResponse response, RequestLine line) {
		RoutingTable table = this.tables.get();
		String method = request.method().name();
		NettyHeaders headers = new NettyHeaders(request.requestHeaders());
		PathModes.Located located;
		try {
			located = this.edge.paths.locate(table.index(), method, line.path(), line.query(), headers);
		}
		catch (PathException refused) {
			return ResponseWriter.refuse(request, response,
					ErrorBody.refused(400, "The request target is not accepted: " + refused.getMessage()));
		}
		String asked = preflighted(method, headers);
		RequestPath path = located.path();
		if (located.match() instanceof OperationMatch.Found<RouteEntry> found) {
			boolean preflight = asked != null && found.value().answersPreflight();
			return run(
					new Dispatch(request, response, found, path, table, preflight ? Purpose.PREFLIGHT : Purpose.CALL),
					line);
		}
		if (located.match() instanceof OperationMatch.NoApi) {
			return this.stock.handler().apply(request, response);
		}
		if (asked != null && table.index()
			.find(asked, path.matched(), line.query(), headers) instanceof OperationMatch.Found<RouteEntry> wanted
				&& wanted.value().answersPreflight()) {
			return run(new Dispatch(request, response, wanted, path, table, Purpose.PREFLIGHT), line);
		}
		OperationMatch.NoOperation<RouteEntry> none = (OperationMatch.NoOperation<RouteEntry>) located.match();
		RouteEntry rest = none.value();
		if (rest == null) {
			return ResponseWriter.write(request, response, ErrorBody.notFound(), null);
		}
		return run(new Dispatch(request, response, new OperationMatch.Found<>(rest, none.relativePath(), Map.of()),
				path, table, Purpose.REFUSAL), line);
	}

	/**
	 * Recognises a CORS preflight request, which browsers send without a key.
	 * @return the method it asks for, or null
	 */
	private static @Nullable String preflighted(String method, NettyHeaders headers) {
		return (method.equals("OPTIONS") && headers.contains("Origin")) ? headers.first("Access-Control-Request-Method")
				: null;
	}

	private Mono<Void> run(Dispatch dispatch, RequestLine line) {
		RouteEntry entry = dispatch.found.value();
		GatewayRequest request;
		try {
			request = this.edge.contexts.request(dispatch.request, line, dispatch.path, entry.api().id());
		}
		catch (RefusedException refused) {
			return ResponseWriter.refuse(dispatch.request, dispatch.response,
					ErrorBody.refused(refused.status(), refused.reason()));
		}
		long bodyLength = (request.body() instanceof StreamedBody body) ? body.length() : 0;
		if (!this.edge.guard.enter(bodyLength)) {
			GatewayResponse busy = ErrorBody.refused(503, "The gateway is busy.");
			busy.headers().set("Retry-After", "1");
			return ResponseWriter.refuse(dispatch.request, dispatch.response, busy);
		}
		if (request.webSocket() || entry.api().webSocketOnly()) {
			GatewayResponse refusal = request.webSocket()
					? WebSocketHandshake.refusal(dispatch.request.requestHeaders())
					: WebSocketHandshake.upgradeRequired("This API speaks WebSocket only.");
			if (refusal != null) {
				this.edge.guard.leave();
				return ResponseWriter.write(dispatch.request, dispatch.response, refusal,
						WebSocketHandshake.upgrade(refusal));
			}
		}
		request.matchedParameters(dispatch.found.parameters());
		AccessRule.Admission admission = ANYBODY;
		PolicyException refusal = null;
		if (dispatch.purpose == Purpose.REFUSAL) {
			refusal = NO_OPERATION;
		}
		else {
			try {
				admission = entry.access().admit(request, dispatch.table.keys());
			}
			catch (PolicyException ex) {
				refusal = ex;
			}
		}
		PolicyContext context = new PolicyContext(new PolicyContext.Caller(entry.api(), entry.operation(),
				admission.product(), admission.subscription(), admission.user()), dispatch.table.deployment(), request);
		this.edge.traces.start(context, admission.mayTrace());
		PolicyRun run = new PolicyRun(entry.plan(admission.product()), context, this.services);
		if (refusal != null && dispatch.purpose == Purpose.PREFLIGHT) {
			run.refuseToForward(refusal);
		}
		else if (refusal != null) {
			run.refuse(refusal);
		}
		run.execution().relativePath(dispatch.path.forwarded(dispatch.found.relativePath()));
		DispatchedExchange exchange = new DispatchedExchange(dispatch.request, dispatch.response,
				this.stock.application());
		Map<String, Object> attributes = exchange.getAttributes();
		attributes.put(PolicyRun.ATTRIBUTE, run);
		attributes.put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, entry.route());
		return entry.chain()
			.filter(exchange)
			.then(Mono.defer(() -> answer(dispatch, exchange, context)))
			.onErrorResume((failure) -> failed(dispatch, context, failure))
			.doFinally((signal) -> end(run, entry, signal));
	}

	private void end(PolicyRun run, RouteEntry entry, SignalType signal) {
		this.edge.guard.leave();
		run.execution().end();
		PolicyContext context = run.execution().context();
		GatewayResponse response = context.response();
		int status = (signal == SignalType.CANCEL || response == null) ? CLIENT_WENT_AWAY : response.statusCode();
		entry.meters().record(status, context.elapsedNanos());
	}

	private Mono<Void> answer(Dispatch dispatch, DispatchedExchange exchange, PolicyContext context) {
		if (exchange.answered()) {
			return Mono.empty();
		}
		GatewayResponse response = context.response();
		if (response == null) {
			return exchange.getResponse().setComplete();
		}
		this.edge.traces.finish(context, response);
		UnreadBody.leave(dispatch.request, dispatch.response);
		if (response.statusCode() == SWITCHING && response.body() instanceof BackendSocket socket) {
			dispatch.response.withConnection((connection) -> forgetPace(connection.channel()));
			return this.edge.drain.sockets().join(dispatch.response, response, socket);
		}
		return ResponseWriter.write(dispatch.request, dispatch.response, response, exchange.addedHeaders());
	}

	private static void forgetPace(Channel channel) {
		ClientPace pace = ClientPace.of(channel);
		if (pace != null) {
			pace.noMoreRequests();
		}
	}

	private Mono<Void> failed(Dispatch dispatch, PolicyContext context, Throwable failure) {
		if (dispatch.response.hasSentHeaders()) {
			dispatch.response.withConnection((connection) -> connection.channel().close());
			return Mono.never();
		}
		if (failure instanceof AbortedException) {
			return Mono.empty();
		}
		BackendFailure backend = BackendFailure.in(failure);
		if (backend != null) {
			GatewayResponse answer = this.services.errors().answer(backend.toException("transfer-response"), context);
			return ResponseWriter.write(dispatch.request, dispatch.response, answer, null);
		}
		this.edge.log.defect(failure, context);
		return ResponseWriter.write(dispatch.request, dispatch.response, ErrorBody.internal(context.requestId()), null);
	}

	private record Dispatch(HttpServerRequest request, HttpServerResponse response,
			OperationMatch.Found<RouteEntry> found, RequestPath path, RoutingTable table, Purpose purpose) {
	}

	/**
	 * What a request is run for.
	 */
	private enum Purpose {

		/** It matched an operation. */
		CALL,
		/**
		 * A browser asks whether it may call: answered without a key, forwarded only
		 * with.
		 */
		PREFLIGHT,
		/** It matched no operation: only on-error runs. */
		REFUSAL

	}

	/**
	 * What every request meets first and last.
	 *
	 * @param paths reads paths and finds operations
	 * @param contexts makes requests as policies see them
	 * @param traces traces requests
	 * @param log where defects are noted
	 * @param guard turns requests away under overload
	 * @param drain closes connections during shutdown; has the WebSockets
	 */
	public record Edge(PathModes paths, RequestContexts contexts, RequestTraces traces, FailureLog log,
			OverloadGuard guard, Drain drain) {
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
