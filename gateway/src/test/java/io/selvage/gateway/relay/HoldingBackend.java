package io.selvage.gateway.relay;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A backend of either version that answers a request when a test says so, or at once if
 * its path ends with {@code free}.
 */
final class HoldingBackend implements AutoCloseable {

	private final DisposableServer server;

	private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

	/**
	 * Starts it.
	 * @param streams how many requests it takes at a time on a connection of HTTP/2
	 */
	HoldingBackend(int streams) {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
			.http2Settings((settings) -> settings.maxConcurrentStreams(streams))
			.handle(this::handle)
			.bindNow();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		if (request.path().endsWith("free")) {
			return response.sendString(Mono.just("ok"));
		}
		Sinks.One<String> answer = Sinks.one();
		request.withConnection((connection) -> this.held
			.add(new Held(answer, () -> connection.channel().close().awaitUninterruptibly())));
		return response.sendString(answer.asMono());
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/**
	 * Waits for the next request that is held.
	 */
	Held next() throws InterruptedException {
		Held next = this.held.poll(10, TimeUnit.SECONDS);
		if (next == null) {
			throw new AssertionError("The backend received no request");
		}
		return next;
	}

	boolean receivedMore() {
		return !this.held.isEmpty();
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	/**
	 * A request that waits for its answer.
	 *
	 * @param answer where the answer goes
	 * @param closing ends the stream or the connection
	 */
	record Held(Sinks.One<String> answer, Runnable closing) {

		void release() {
			this.answer.tryEmitValue("ok");
		}

		void abort() {
			this.closing.run();
		}

	}

}
