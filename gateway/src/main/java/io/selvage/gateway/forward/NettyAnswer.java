package io.selvage.gateway.forward;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.GatewayResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.client.HttpClientResponse;

/**
 * An answer on a connection of Reactor Netty.
 */
final class NettyAnswer implements BackendAnswer {

	private static final long DRAIN_LIMIT = 65536;

	private static final Duration DRAIN_TIME = Duration.ofSeconds(1);

	/** What {@code buffer-response} collects of a chunked answer. */
	private static final int GATHERED = 8192;

	private final Connection connection;

	/** Reactor Netty tells it no more once the answer has ended. */
	private final EventExecutor loop;

	private final GatewayResponse response;

	private final @Nullable StreamedBody body;

	private volatile HttpHeaders trailers = EmptyHttpHeaders.INSTANCE;

	private volatile boolean broken;

	NettyAnswer(HttpClientResponse response, Connection connection, String method, boolean gather) {
		this.connection = connection;
		this.loop = connection.channel().eventLoop();
		HttpHeaders headers = response.responseHeaders();
		HopByHopHeaders.removeListed(headers);
		HopByHopHeaders.removeHttp2Extensions(headers);
		this.body = hasBody(response, method) ? body(response) : null;
		this.response = new GatewayResponse(response.status().code(), response.status().reasonPhrase(),
				new NettyHeaders(headers), this.body);
		if (this.body != null && gather && this.body.length() < 0) {
			this.body.gather(GATHERED);
		}
		if (this.body == null) {
			content().subscribe(null, (ignored) -> close());
		}
	}

	private StreamedBody body(HttpClientResponse response) {
		Flux<ByteBuf> content = content().onErrorMap(this::broken);
		long length = StreamedBody.announcedLength(response.responseHeaders());
		if (length >= 0) {
			return new StreamedBody(content, this.loop, length);
		}
		response.trailerHeaders().subscribe((received) -> this.trailers = Trailers.relayed(received));
		return new StreamedBody(content, this.loop, length, () -> this.trailers);
	}

	private Throwable broken(Throwable cause) {
		this.broken = true;
		return new BackendException(
				new BackendFailure(BackendError.CLOSED_IN_RESPONSE, String.valueOf(cause.getMessage())));
	}

	private Flux<ByteBuf> content() {
		return this.connection.inbound().receive();
	}

	/**
	 * An answer over HTTP/2 that announces neither a length nor chunks (which its decoder
	 * does for it) has ended with its head: for gRPC it is the trailers.
	 */
	private boolean hasBody(HttpClientResponse response, String method) {
		int status = response.status().code();
		if (this.connection.channel().parent() != null
				&& !response.responseHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING)
				&& !response.responseHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)) {
			return false;
		}
		return !method.equals("HEAD") && status != HttpResponseStatus.NO_CONTENT.code()
				&& status != HttpResponseStatus.NOT_MODIFIED.code()
				&& StreamedBody.announcedLength(response.responseHeaders()) != 0;
	}

	@Override
	public GatewayResponse response() {
		return this.response;
	}

	@Override
	public Mono<Void> discard() {
		StreamedBody unread = this.body;
		if (unread == null || !unread.streaming()) {
			return Mono.empty();
		}
		if (unread.length() > DRAIN_LIMIT) {
			close();
			return Mono.empty();
		}
		AtomicLong drained = new AtomicLong();
		return unread.stream()
			.takeUntil((part) -> drained.addAndGet(part.readableBytes()) > DRAIN_LIMIT)
			.then()
			.timeout(DRAIN_TIME)
			.onErrorComplete()
			.doFinally((signal) -> close());
	}

	/**
	 * Releases what was not read. If the answer has not ended, its connection is closed;
	 * if it has, the connection belongs to somebody else by now and is left alone. An
	 * answer without a body has as good as ended: the decoder says so within the same
	 * read, only later than the head. One that broke off has nothing left: its reader,
	 * who may be the one that calls here, would be told a second time.
	 */
	void close() {
		if (this.loop.inEventLoop()) {
			closeHere();
		}
		else {
			this.loop.execute(this::closeHere);
		}
	}

	private void closeHere() {
		if (this.broken) {
			return;
		}
		if (this.body == null && this.connection.channel().parent() == null) {
			return;
		}
		if (this.connection instanceof ChannelOperations<?, ?> operations && !operations.isInboundDisposed()) {
			operations.discard();
		}
	}

}
