package io.selvage.fabric.simulator.instance;

import java.util.Map;

import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells who answered and what was received. A request header
 * {@code X-Simulator-Echo: headers} adds the request's headers.
 */
enum IdentityAnswer implements Answer {

	INSTANCE;

	private static final JsonMapper JSON = JsonMapper.shared();

	@Override
	public Publisher<Void> to(Exchange exchange) {
		return exchange.receiveBody().flatMap((body) -> {
			byte[] bytes = JSON.writeValueAsBytes(describe(exchange, body));
			return exchange.response()
				.header("content-type", "application/json; charset=utf-8")
				.header("content-length", String.valueOf(bytes.length))
				.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)))
				.then();
		});
	}

	private static ObjectNode describe(Exchange exchange, ReceivedBody body) {
		InstanceIdentity instance = exchange.instance();
		ReceivedRequest request = exchange.received();
		int question = request.uri().indexOf('?');
		ObjectNode json = JSON.createObjectNode();
		json.put("service", instance.service());
		json.put("partition", instance.partition().toString());
		json.put("instance", String.valueOf(instance.instance()));
		json.put("node", instance.node());
		json.put("listener", request.listener());
		json.put("method", request.method());
		json.put("path", (question < 0) ? request.uri() : request.uri().substring(0, question));
		json.put("query", (question < 0) ? "" : request.uri().substring(question + 1));
		json.put("bodyLength", body.length());
		json.put("bodySha256", body.sha256());
		request.clientThumbprint().ifPresent((thumbprint) -> json.put("clientThumbprint", thumbprint));
		if (request.header("x-simulator-echo").filter("headers"::equalsIgnoreCase).isPresent()) {
			ObjectNode headers = json.putObject("headers");
			for (Map.Entry<String, String> header : request.headers()) {
				headers.withArrayProperty(header.getKey()).add(header.getValue());
			}
		}
		return json;
	}

}
