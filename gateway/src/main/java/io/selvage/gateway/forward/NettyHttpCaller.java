package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.OutboundCall;
import io.selvage.gateway.policy.ForwardOptions;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Makes the calls of {@code send-request} over the same kind of connections as those to
 * backends.
 */
public final class NettyHttpCaller implements HttpCaller {

	private static final String SEND_REQUEST = "send-request";

	private final TransportVariants variants;

	/**
	 * Creates the caller.
	 * @param clients makes connections
	 */
	public NettyHttpCaller(HttpClientRegistry clients) {
		this.variants = new TransportVariants(clients);
	}

	@Override
	public Mono<GatewayResponse> call(OutboundCall call) {
		return Mono.defer(() -> calling(call))
			.timeout(call.options().timeout())
			.onErrorMap((cause) -> BackendFailure.of(cause).toException(SEND_REQUEST));
	}

	private Mono<GatewayResponse> calling(OutboundCall call) {
		OutboundCall.Options options = call.options();
		MessageUrl url = call.url();
		NettyTransport transport = this.variants.of(TransportSpec.plain(SEND_REQUEST), options.clientCertificate(),
				options.proxy(), options.computedUrl());
		String query = url.rawQuery();
		NettyTransport.Route route = transport.route(url, ForwardOptions.HttpVersion.HTTP_1);
		Place place = route.places().take();
		return route.client()
			.request(HttpMethod.valueOf(call.method()))
			.uri((query == null) ? url.rawPath() : url.rawPath() + '?' + query)
			.send((request, outbound) -> send(request, outbound, call))
			.responseSingle((response, content) -> content.defaultIfEmpty(Unpooled.EMPTY_BUFFER)
				.map((body) -> answer(response, body, options.maxBodyBytes())))
			.doFinally((end) -> place.leaveUnlessConnected());
	}

	private static Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound, OutboundCall call) {
		HttpHeaders headers = request.requestHeaders();
		NettyHeaders.copy(call.headers(), headers);
		HopByHopHeaders.removeFromRequest(headers);
		if (!headers.contains(HttpHeaderNames.HOST)) {
			MessageUrl url = call.url();
			boolean usual = url.port() == MessageUrl.defaultPort(url.scheme());
			headers.set(HttpHeaderNames.HOST, usual ? url.host() : url.host() + ':' + url.port());
		}
		headers.remove(HttpHeaderNames.CONTENT_LENGTH);
		byte[] body = call.body();
		if (body == null || body.length == 0) {
			return outbound;
		}
		headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
		return outbound.sendObject(Unpooled.wrappedBuffer(body));
	}

	private static GatewayResponse answer(HttpClientResponse response, ByteBuf body, int limit) {
		if (body.readableBytes() > limit) {
			throw new BackendException(new BackendFailure(BackendError.PROTOCOL,
					"the answer is larger than the " + limit + " bytes that are accepted"));
		}
		byte[] bytes = new byte[body.readableBytes()];
		body.readBytes(bytes);
		ListHeaders headers = new ListHeaders();
		response.responseHeaders().forEach((line) -> headers.add(line.getKey(), line.getValue()));
		return new GatewayResponse(response.status().code(), response.status().reasonPhrase(), headers,
				MessageBody.of(bytes));
	}

}
