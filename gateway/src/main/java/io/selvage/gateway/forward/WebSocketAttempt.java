package io.selvage.gateway.forward;

import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * Asks a backend for a WebSocket (RFC 6455 section 4.1). A backend that does not agree
 * has answered like any other.
 */
final class WebSocketAttempt {

	private static final List<CharSequence> OF_HANDSHAKE = List.of(HttpHeaderNames.SEC_WEBSOCKET_KEY,
			HttpHeaderNames.SEC_WEBSOCKET_VERSION, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
			HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);

	private final OutboundCall call;

	private final RequestHead head;

	private final SocketRefusal refusal;

	WebSocketAttempt(OutboundCall call, RequestHead head) {
		this.call = call;
		this.head = head;
		this.refusal = new SocketRefusal(head.request().headers().contains("Origin"));
	}

	Mono<AttemptOutcome> make(int maxFrame) {
		List<String> protocols = this.head.request().headers().all(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL.toString());
		WebsocketClientSpec.Builder spec = WebsocketClientSpec.builder()
			.handlePing(true)
			.maxFramePayloadLength(maxFrame);
		if (!protocols.isEmpty()) {
			spec.protocols(String.join(",", protocols));
		}
		return this.call.transport().socketClient(this.head.url()).doOnRequest((request, connection) -> {
			prepare(request.requestHeaders());
			this.refusal.watch(connection.channel());
		})
			.websocket(spec.build())
			.uri(this.head.target())
			.connect()
			.timeout(this.call.options().timeout())
			.map(this::opened)
			.onErrorResume(this::failed);
	}

	private void prepare(HttpHeaders headers) {
		this.head.write(headers);
		OF_HANDSHAKE.forEach(headers::remove);
		AttemptTrace.sent(this.call, this.head, headers);
	}

	private AttemptOutcome opened(Connection connection) {
		boolean successor = !this.call.endpoint().traceSource().equals(Endpoint.FORWARD_REQUEST);
		BackendSocket socket = new BackendSocket(connection,
				successor ? WebSocketCloseStatus.SERVICE_RESTART : WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
		ListHeaders headers = lines(((WebsocketInbound) connection.inbound()).headers());
		this.call.execution().onEnd(socket::giveUp);
		return new AttemptOutcome.Answered(
				new SocketAnswer(new GatewayResponse(101, "Switching Protocols", headers, socket), socket));
	}

	private Mono<AttemptOutcome> failed(Throwable cause) {
		HttpResponse answer = (cause instanceof WebSocketClientHandshakeException refused) ? refused.response() : null;
		byte[] body = this.refusal.body();
		if (answer != null && answer.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code() && body != null) {
			ListHeaders headers = lines(answer.headers());
			headers.remove("content-length");
			GatewayResponse response = new GatewayResponse(answer.status().code(), answer.status().reasonPhrase(),
					headers, (body.length > 0) ? MessageBody.of(body) : null);
			return Mono.just(new AttemptOutcome.Answered(new SocketAnswer(response, null)));
		}
		BackendFailure failure = BackendFailure.of(cause);
		if (cause instanceof WebSocketClientHandshakeException && answer == null) {
			failure = new BackendFailure(BackendError.CLOSED_BEFORE_RESPONSE, failure.detail());
		}
		return Mono.just(new AttemptOutcome.Failed(failure));
	}

	/** What describes the handshake itself is written anew for the client. */
	private static ListHeaders lines(HttpHeaders received) {
		HttpHeaders relayed = received.copy();
		HopByHopHeaders.removeFromResponse(relayed);
		OF_HANDSHAKE.forEach(relayed::remove);
		ListHeaders lines = new ListHeaders();
		for (Map.Entry<String, String> line : relayed) {
			lines.add(line.getKey(), line.getValue());
		}
		return lines;
	}

}
