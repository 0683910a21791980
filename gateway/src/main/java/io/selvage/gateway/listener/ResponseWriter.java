package io.selvage.gateway.listener;

import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.forward.HopByHopHeaders;
import io.selvage.gateway.forward.NettyHeaders;
import io.selvage.gateway.forward.PacedParts;
import io.selvage.gateway.forward.StreamedBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes a response to a client: a small one of known length in one piece, any other as
 * it comes, at the client's pace. A body that breaks off takes the client's connection
 * with it: it must not look complete (RFC 9112 section 8).
 */
final class ResponseWriter {

	/** Up to this many bytes an answer is collected and written at once. */
	private static final long ONE_PIECE = 65536;

	private ResponseWriter() {
	}

	/**
	 * Writes a response.
	 * @param request the request it answers
	 * @param target where it is written
	 * @param response the response
	 * @param added header lines that filters put on the response of the exchange, or null
	 * @return completes when it is written; fails only if nothing was sent yet
	 */
	static Mono<Void> write(HttpServerRequest request, HttpServerResponse target, GatewayResponse response,
			@Nullable HttpHeaders added) {
		target.status(status(response));
		HttpHeaders headers = target.responseHeaders();
		boolean closing = headers.contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
		NettyHeaders.copy(response.headers(), headers);
		HopByHopHeaders.removeFromResponse(headers);
		if (closing) {
			headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		if (added != null) {
			for (Map.Entry<String, String> line : added) {
				headers.add(line.getKey(), line.getValue());
			}
		}
		MessageBody body = response.body();
		if (body == null || request.method().name().equals("HEAD")) {
			return withoutBody(request, target, headers, body);
		}
		if (body instanceof StreamedBody streamed && streamed.bytes() == null && !streamed.consumed()) {
			return stream(request, target, streamed);
		}
		byte[] bytes = body.bytes();
		if (bytes == null) {
			return body.buffer(Integer.MAX_VALUE).flatMap((all) -> bytes(target, headers, all));
		}
		return bytes(target, headers, bytes);
	}

	/**
	 * Refuses a request and closes its connection, on which nothing can be trusted any
	 * more.
	 * @param request the request
	 * @param target where the refusal is written
	 * @param response the refusal
	 * @return completes when it is written
	 */
	static Mono<Void> refuse(HttpServerRequest request, HttpServerResponse target, GatewayResponse response) {
		HttpHeaders close = new DefaultHttpHeaders().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		return write(request, target, response, close);
	}

	private static HttpResponseStatus status(GatewayResponse response) {
		HttpResponseStatus known = HttpResponseStatus.valueOf(response.statusCode());
		String reason = response.reason();
		return (reason.isEmpty() || known.reasonPhrase().equals(reason)) ? known
				: new HttpResponseStatus(response.statusCode(), reason);
	}

	private static Mono<Void> withoutBody(HttpServerRequest request, HttpServerResponse target, HttpHeaders headers,
			@Nullable MessageBody body) {
		boolean head = request.method().name().equals("HEAD");
		if (!head) {
			headers.remove(HttpHeaderNames.CONTENT_LENGTH);
		}
		else if (body != null && body.bytes() != null) {
			byte[] bytes = body.bytes();
			headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString((bytes != null) ? bytes.length : 0));
		}
		else if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)
				&& request.version().compareTo(HttpVersion.HTTP_1_0) > 0) {
			// Otherwise the connection would be closed, to mark an end that is there
			// already
			target.chunkedTransfer(true);
		}
		return target.send();
	}

	private static Mono<Void> bytes(HttpServerResponse target, HttpHeaders headers, byte[] bytes) {
		headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
		return (bytes.length == 0) ? target.send() : target.sendObject(Unpooled.wrappedBuffer(bytes)).then();
	}

	private static Mono<Void> stream(HttpServerRequest request, HttpServerResponse target, StreamedBody body) {
		HttpHeaders headers = target.responseHeaders();
		if (body.length() >= 0 && body.length() <= ONE_PIECE) {
			Channel channel = channel(target);
			// Reactor Netty discards what is filtered out, and forgets what it gets for a
			// client who has left.
			return target.send(body.collected(channel.eventLoop()).filter((whole) -> channel.isActive())).then();
		}
		if (body.length() < 0 || !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			headers.remove(HttpHeaderNames.CONTENT_LENGTH);
			if (request.version().compareTo(HttpVersion.HTTP_1_0) > 0) {
				target.chunkedTransfer(true);
				target.trailerHeaders((trailers) -> trailers.add(body.trailers()));
			}
			else {
				target.keepAlive(false);
			}
		}
		boolean untilClosed = !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
				&& !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
		Flux<ByteBuf> parts = Flux.defer(() -> PacedParts.to(channel(target), body.parts()))
			.onErrorResume((failure) -> cut(target, untilClosed));
		return (body.length() < 0)
				? target.sendHeaders().then(Mono.defer(() -> target.send(parts, (part) -> true).then())).then()
				: target.send(parts).then();
	}

	private static Channel channel(HttpServerResponse target) {
		return ((ChannelOperations<?, ?>) target).channel();
	}

	/**
	 * Ends a connection on which half an answer was sent. It must neither complete nor
	 * fail, because both make Reactor Netty write something. Where the end of the
	 * connection marks the end of the answer, as with HTTP/1.0, only a reset tells that
	 * it is not whole.
	 */
	private static Flux<ByteBuf> cut(HttpServerResponse target, boolean untilClosed) {
		target.withConnection((connection) -> {
			if (untilClosed && connection.channel().parent() instanceof ServerChannel) {
				connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
			}
			connection.channel().close();
		});
		return Flux.never();
	}

}
