package io.selvage.fabric.simulator.naming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.selvage.fabric.simulator.tls.PeerCertificate;
import io.selvage.fabric.simulator.wire.Connections;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes the requests of one endpoint from the wire, plays the faults in force and sends
 * the answers.
 */
final class NamingHandler {

	private final String node;

	private final NamingApi api;

	private final NamingService service;

	private final NamingFaults faults;

	private final Gate gate;

	NamingHandler(String node, NamingApi api, NamingService service, NamingFaults faults) {
		this.node = node;
		this.api = api;
		this.service = service;
		this.faults = faults;
		this.gate = new Gate(service.settings());
	}

	Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			.delayUntil((body) -> this.service.settings().access().renegotiation()
					? PeerCertificate.renegotiate(channel[0]) : Mono.empty())
			.flatMap((body) -> handle(request, response, body, channel[0]));
	}

	private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response, String body, Channel channel) {
		String uri = request.uri();
		int question = uri.indexOf('?');
		NamingPath path = NamingPath.parse((question < 0) ? uri : uri.substring(0, question));
		String query = (question < 0) ? "" : uri.substring(question + 1);
		NamingCall call = NamingCall.of(request.method().name(), path).orElse(null);
		String thumbprint = PeerCertificate.thumbprint(channel);
		this.service.requests()
			.add(new NamingRequest(this.node, call, request.method().name(), uri, headers(request.requestHeaders()),
					body, thumbprint));
		NamingFaults.Played played = this.faults.take(call);
		Mono<Void> answer = Mono.defer(() -> {
			NamingAnswer refusal = this.gate.refusal(call, thumbprint, request.requestHeaders());
			if (refusal != null) {
				return send(response, refusal);
			}
			if (played.fault() == null) {
				return send(response, this.api.answer(call, path, query, body));
			}
			return play(played.fault(), response, () -> this.api.answer(call, path, query, body), channel,
					serverTimeout(query));
		});
		return played.latency().isZero() ? answer : Mono.delay(played.latency(), this.service.timer()).then(answer);
	}

	private Mono<Void> play(NamingFault fault, HttpServerResponse response, Supplier<NamingAnswer> truth,
			Channel channel, Duration timeout) {
		if (fault instanceof NamingFault.Failure failure) {
			return send(response, NamingAnswer.error(failure.error()));
		}
		if (fault instanceof NamingFault.Status status) {
			return send(response, NamingAnswer.empty(status.status()));
		}
		if (fault instanceof NamingFault.Garbage garbage) {
			return send(response, new NamingAnswer(HttpResponseStatus.OK, garbage.body()));
		}
		if (fault instanceof NamingFault.Rewrite rewrite) {
			NamingAnswer answer = truth.get();
			return send(response, new NamingAnswer(answer.status(), rewrite.change().apply(answer.body())));
		}
		if (fault instanceof NamingFault.Cut cut) {
			return cut(response, truth.get(), cut.bytes(), channel);
		}
		if (fault instanceof NamingFault.Oversize oversize) {
			return oversize(response, oversize.bytes());
		}
		if (fault instanceof NamingFault.Stabilizing) {
			return Mono.delay(timeout, this.service.timer())
				.then(Mono.defer(() -> send(response, NamingAnswer.error(FabricError.TIMEOUT))));
		}
		if (fault instanceof NamingFault.Reset) {
			Connections.reset(channel);
		}
		return Mono.never();
	}

	private static Mono<Void> send(HttpServerResponse response, NamingAnswer answer) {
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		response.status(answer.status()).header("x-content-type-options", "nosniff");
		if (answer.status().code() != 204) {
			response.header("content-length", String.valueOf(bytes.length));
		}
		if (bytes.length == 0) {
			return response.send();
		}
		response.header("content-type", "application/json; charset=utf-8");
		return response.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes))).then();
	}

	private static Mono<Void> cut(HttpServerResponse response, NamingAnswer answer, int length, Channel channel) {
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		ByteBuf part = Unpooled.wrappedBuffer(bytes, 0, Math.min(length, bytes.length));
		Flux<ByteBuf> body = Flux.concat(Mono.just(part), Mono.defer(() -> {
			channel.eventLoop().execute(channel::close);
			return Mono.never();
		}));
		return response.status(answer.status())
			.header("content-type", "application/json; charset=utf-8")
			.header("content-length", String.valueOf(bytes.length + 1))
			.send(body, (buffer) -> true)
			.then();
	}

	private static Mono<Void> oversize(HttpServerResponse response, long bytes) {
		int chunk = 64 * 1024;
		byte[] blanks = " ".repeat(chunk).getBytes(StandardCharsets.US_ASCII);
		Flux<ByteBuf> body = Flux.<ByteBuf, Long>generate(() -> bytes, (left, sink) -> {
			if (left == 0) {
				sink.complete();
				return left;
			}
			int next = (int) Math.min(chunk, left);
			sink.next(Unpooled.wrappedBuffer(blanks, 0, next));
			return left - next;
		});
		return response.header("content-type", "application/json; charset=utf-8").send(body).then();
	}

	/** The server-side timeout; what is no number of seconds is ignored. */
	private static Duration serverTimeout(String query) {
		String text = ApiRequest.parseQuery(query).getOrDefault("timeout", "60");
		return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ofSeconds(60);
	}

	private static Map<String, String> headers(HttpHeaders headers) {
		Map<String, String> copy = new TreeMap<>();
		for (Map.Entry<String, String> header : headers) {
			copy.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
		}
		return copy;
	}

}
