package io.selvage.benchmarks;

import java.net.InetSocketAddress;
import java.util.Objects;

import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/**
 * The least a Reactor Netty proxy can do: what the gateway is built on, without a
 * gateway.
 */
public final class BareProxy {

	private BareProxy() {
	}

	/**
	 * Listens until the process is ended.
	 * @param args the port to listen on, the port of the upstream
	 */
	public static void main(String[] args) {
		String upstream = "127.0.0.1:" + args[1];
		HttpClient client = HttpClient.create(ConnectionProvider.builder("bare").maxConnections(2000).build());
		HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.handle((request, response) -> client.headers((headers) -> {
				headers.setAll(request.requestHeaders());
				headers.remove(HttpHeaderNames.CONNECTION);
				InetSocketAddress peer = Objects.requireNonNull(request.remoteAddress());
				headers.add("X-Forwarded-For", peer.getAddress().getHostAddress());
				headers.set(HttpHeaderNames.HOST, upstream);
			})
				.request(request.method())
				.uri("http://" + upstream + request.uri())
				.send((outgoing, outbound) -> outbound.send(request.receive().retain()))
				.responseConnection((answer, connection) -> {
					response.status(answer.status());
					response.headers(answer.responseHeaders());
					response.responseHeaders().remove(HttpHeaderNames.CONNECTION);
					return response.send(connection.inbound().receive().retain()).then();
				})
				.then())
			.bindNow()
			.onDispose()
			.block();
	}

}
