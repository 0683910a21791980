package io.selvage.gateway.listener;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A response as Spring shows it, for filters that look at it, add headers or write it
 * themselves.
 */
final class ResponseView extends AbstractServerHttpResponse {

	private final HttpServerResponse response;

	ResponseView(HttpServerResponse response, NettyDataBufferFactory buffers) {
		super(buffers, new HttpHeaders(new Netty4HeadersAdapter(response.responseHeaders())));
		this.response = response;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeResponse() {
		return (T) this.response;
	}

	@Override
	public @Nullable HttpStatusCode getStatusCode() {
		HttpStatusCode set = super.getStatusCode();
		return (set != null) ? set : HttpStatusCode.valueOf(this.response.status().code());
	}

	@Override
	protected void applyStatusCode() {
		HttpStatusCode status = super.getStatusCode();
		if (status != null) {
			this.response.status(status.value());
		}
	}

	@Override
	protected void applyHeaders() {
		// they are the connection's own
	}

	@Override
	protected void applyCookies() {
		getCookies().values()
			.forEach((cookies) -> cookies
				.forEach((ResponseCookie cookie) -> this.response.addHeader("Set-Cookie", cookie.toString())));
	}

	@Override
	protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
		return this.response.send(buffers(body)).then();
	}

	@Override
	protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return this.response.sendGroups(Flux.from(body).map(ResponseView::buffers)).then();
	}

	private static Publisher<ByteBuf> buffers(Publisher<? extends DataBuffer> body) {
		return (body instanceof Mono) ? Mono.from(body).map(NettyDataBufferFactory::toByteBuf)
				: Flux.from(body).map(NettyDataBufferFactory::toByteBuf);
	}

}
