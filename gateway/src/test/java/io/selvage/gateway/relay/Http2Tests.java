package io.selvage.gateway.relay;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2 at either end.
 */
class Http2Tests {

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
			.handle((request,
					response) -> request.receive()
						.aggregate()
						.asString()
						.defaultIfEmpty("")
						.flatMap((body) -> response.sendString(Mono.just(request.protocol() + " " + body + " "
								+ request.requestHeaders().contains("x-http2-scheme")))
							.then()))
			.bindNow();
		gateway = TestGateway.start("server.http2.enabled=true");
		String url = "http://127.0.0.1:" + backend.port();
		gateway.api("one", "one", url, null);
		gateway.api("two", "two", url,
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@Test
	void aBackendIsSpokenToInHttp2IfThePolicySaysSo() {
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/two/x"))
			.POST(HttpRequest.BodyPublishers.ofString("body"))
			.build());
		assertThat(response.body()).startsWith("HTTP/2.0 body");
		assertThat(gateway.get("/two/x").body()).startsWith("HTTP/2.0 ");
	}

	@Test
	void aClientMaySpeakHttp2AndItsExtensionsStayHere() {
		String body = reactor.netty.http.client.HttpClient.create()
			.protocol(HttpProtocol.H2C)
			.post()
			.uri("http://127.0.0.1:" + gateway.port() + "/one/x")
			.send(ByteBufFlux.fromString(Flux.just("a", "b")))
			.responseSingle((response, content) -> content.asString())
			.block(Duration.ofSeconds(10));
		assertThat(body).isEqualTo("HTTP/1.1 ab false");
	}

}
