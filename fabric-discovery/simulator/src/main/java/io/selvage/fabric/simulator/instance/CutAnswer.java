package io.selvage.fabric.simulator.instance;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends a part of a body, then ends the connection.
 *
 * @param sent how many bytes are sent
 * @param announced the Content-Length, or -1 for a chunked body
 * @param ending how the connection ends
 */
record CutAnswer(int sent, long announced, Answers.Ending ending) implements Answer {

	@Override
	public Publisher<Void> to(Exchange exchange) {
		if (this.announced >= 0) {
			exchange.response().header("content-length", String.valueOf(this.announced));
		}
		Flux<ByteBuf> body = Flux.concat(
				Mono.fromSupplier(
						() -> Unpooled.wrappedBuffer("x".repeat(this.sent).getBytes(StandardCharsets.US_ASCII))),
				Mono.defer(() -> {
					end(exchange);
					return Mono.never();
				}));
		return exchange.receiveBody()
			.then(exchange.response().header("content-type", "text/plain").send(body, (buffer) -> true).then());
	}

	/** Later than the write that is going on, hence not at once. */
	private void end(Exchange exchange) {
		exchange.channel().eventLoop().execute((this.ending == Answers.Ending.RST) ? exchange::reset : exchange::close);
	}

}
