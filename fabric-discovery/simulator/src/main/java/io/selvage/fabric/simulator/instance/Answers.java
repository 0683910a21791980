package io.selvage.fabric.simulator.instance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The usual answers, and ways to put them together.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * Status 200 and a JSON object that tells who answered and what was received; the
	 * default.
	 * @return the answer
	 */
	public static Answer identity() {
		return IdentityAnswer.INSTANCE;
	}

	/**
	 * A status without body.
	 * @param status 200 to 599
	 * @return the answer
	 */
	public static Answer status(int status) {
		if (status < 200 || status > 599) {
			throw new IllegalArgumentException("a final status lies between 200 and 599, not " + status);
		}
		return (exchange) -> exchange.receiveBody().then(Mono.defer(() -> {
			exchange.response().status(status);
			if (status != 204 && status != 304) {
				exchange.response().header("content-length", "0");
			}
			return exchange.response().send();
		}));
	}

	/**
	 * A status with a text body.
	 * @param status the status
	 * @param contentType the Content-Type
	 * @param body the body
	 * @return the answer
	 */
	public static Answer body(int status, String contentType, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return (exchange) -> exchange.receiveBody()
			.then(exchange.response()
				.status(status)
				.header("content-type", contentType)
				.header("content-length", String.valueOf(bytes.length))
				.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)))
				.then());
	}

	/**
	 * The request body, byte for byte as it arrives.
	 * @return the answer
	 */
	public static Answer echo() {
		return (exchange) -> {
			String type = exchange.request().requestHeaders().get("content-type", "application/octet-stream");
			return exchange.response()
				.header("content-type", type)
				.send(exchange.body().map((buffer) -> buffer.retain()), (buffer) -> true)
				.then();
		};
	}

	/**
	 * Another answer with a header more.
	 * @param name the header
	 * @param value its value
	 * @param answer the answer
	 * @return the changed answer
	 */
	public static Answer withHeader(String name, String value, Answer answer) {
		return (exchange) -> {
			exchange.response().addHeader(name, value);
			return answer.to(exchange);
		};
	}

	/**
	 * Another answer, later.
	 * @param delay how long after the request's head
	 * @param answer the answer
	 * @return the delayed answer
	 */
	public static Answer delayed(Duration delay, Answer answer) {
		return (exchange) -> exchange.receiveBody()
			.then(Mono.delay(delay))
			.then(Mono.defer(() -> Mono.from(answer.to(exchange))));
	}

	/**
	 * No answer at all: the request is read, the connection stays open.
	 * @return the answer
	 */
	public static Answer hang() {
		return (exchange) -> exchange.receiveBody().then(Mono.never());
	}

	/**
	 * The connection is broken (RST) instead of an answer.
	 * @return the answer
	 */
	public static Answer reset() {
		return (exchange) -> exchange.receiveBody().then(Mono.defer(() -> {
			exchange.reset();
			return Mono.never();
		}));
	}

	/**
	 * The connection is closed (FIN) instead of an answer.
	 * @return the answer
	 */
	public static Answer close() {
		return (exchange) -> exchange.receiveBody().then(Mono.defer(() -> {
			exchange.close();
			return Mono.never();
		}));
	}

	/**
	 * One answer after the other, the last one for ever.
	 * @param answers the answers, at least one
	 * @return the answer
	 */
	public static Answer inTurn(Answer... answers) {
		List<Answer> turns = List.of(answers);
		if (turns.isEmpty()) {
			throw new IllegalArgumentException("at least one answer is needed");
		}
		AtomicInteger next = new AtomicInteger();
		return (exchange) -> turns.get(Math.min(next.getAndIncrement(), turns.size() - 1)).to(exchange);
	}

	/**
	 * Server-sent events, one after the other, each flushed.
	 * @param period the time between two events
	 * @param count how many; a negative number never ends
	 * @return the answer
	 */
	public static Answer serverSentEvents(Duration period, int count) {
		return (exchange) -> {
			Flux<Long> ticks = Flux.interval(Duration.ZERO, period).onBackpressureDrop();
			Flux<String> events = ((count < 0) ? ticks : ticks.take(count))
				.map((n) -> "id: " + n + "\ndata: event " + n + "\n\n");
			return exchange.response().sse().sendString(events).then();
		};
	}

	/**
	 * Echoes WebSocket text and binary frames.
	 * @return the answer
	 */
	public static Answer webSocketEcho() {
		return (exchange) -> exchange.response()
			.sendWebsocket((in, out) -> out.sendObject(in.receiveFrames().map((frame) -> frame.retain())));
	}

	/**
	 * Trailers after a chunked body.
	 * @param body the body
	 * @param name the trailer's name
	 * @param value its value
	 * @return the answer
	 */
	public static Answer withTrailer(String body, String name, String value) {
		return (exchange) -> exchange.receiveBody()
			.then(exchange.response()
				.header("trailer", name)
				.trailerHeaders((trailers) -> trailers.set(name, value))
				.chunkedTransfer(true)
				.sendString(Flux.just(body).hide())
				.then());
	}

	/**
	 * A body that ends too early.
	 * @param sent how many bytes of it are sent
	 * @param announced the Content-Length, greater than {@code sent}; -1 for a chunked
	 * body without its last chunk
	 * @param ending how the connection ends
	 * @return the answer
	 */
	public static Answer cut(int sent, long announced, Ending ending) {
		if (announced != -1 && announced <= sent) {
			throw new IllegalArgumentException("a body of " + announced + " bytes is not cut after " + sent
					+ ": announce more, or -1 for chunked");
		}
		return new CutAnswer(sent, announced, ending);
	}

	/**
	 * Another answer after status 103 with a Link header (RFC 8297), over HTTP/1.1.
	 * @param link the Link header
	 * @param answer the final answer
	 * @return the answer
	 */
	public static Answer earlyHints(String link, Answer answer) {
		byte[] hints = ("HTTP/1.1 103 Early Hints\r\nlink: " + link + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
		return (exchange) -> exchange.receiveBody()
			.then(exchange.sendRaw(hints))
			.then(Mono.defer(() -> Mono.from(answer.to(exchange))));
	}

	/**
	 * An answer before the body has arrived, which then is not read.
	 * @param status the status, such as 413
	 * @return the answer
	 */
	public static Answer early(int status) {
		return (exchange) -> exchange.response()
			.status(status)
			.header("content-length", "0")
			.header("connection", "close")
			.send();
	}

	/** How a connection ends. */
	public enum Ending {

		/** In an orderly way. */
		FIN,

		/** Broken. */
		RST

	}

}
