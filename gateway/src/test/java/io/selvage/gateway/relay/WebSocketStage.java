package io.selvage.gateway.relay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backend of WebSockets, and a gateway before it: with an API of sockets at {@code ws},
 * whose policies may refuse, and ordinary ones at {@code mixed} and {@code dead}.
 */
final class WebSocketStage implements BeforeAllCallback, AfterAllCallback {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final WebSocketBackend backend = new WebSocketBackend();

	private final String[] properties;

	private TestGateway gateway;

	WebSocketStage(String... properties) {
		this.properties = properties;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.backend.start();
		this.gateway = TestGateway.start(this.properties);
		this.gateway.put("/apis/sockets",
				"{\"path\":\"ws\",\"displayName\":\"sockets\",\"type\":\"websocket\",\"protocols\":[\"ws\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"ws://127.0.0.1:" + this.backend.port()
						+ "/base\"}");
		this.gateway.put("/apis/sockets/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><base /><set-header name=\"x-from\" exists-action=\"override\"><value>@(context.Operation.Id)"
					+ "</value></set-header><choose><when condition=\"@(context.Request.Headers.ContainsKey(&quot;x-bad&quot;))\">"
					+ "<return-response><set-status code=\"403\" reason=\"No\" /></return-response></when></choose></inbound>"
					+ "<backend><base /></backend><outbound><set-header name=\"x-out\" exists-action=\"override\"><value>yes"
					+ "</value></set-header></outbound></policies>")
				+ "}");
		this.gateway.api("mixed", "mixed", "http://127.0.0.1:" + this.backend.port(), null);
		this.gateway.api("dead", "dead", "http://127.0.0.1:1", null);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.gateway.close();
		this.backend.close();
	}

	TestGateway gateway() {
		return this.gateway;
	}

	WebSocketBackend backend() {
		return this.backend;
	}

	WebSocket.Builder builder() {
		return CLIENT.newWebSocketBuilder();
	}

	URI uri(String path) {
		return URI.create("ws://127.0.0.1:" + this.gateway.port() + path);
	}

	WebSocket open(String path, SocketTalk talk, String... protocols) {
		WebSocket.Builder builder = builder();
		if (protocols.length > 0) {
			builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
		}
		return builder.buildAsync(uri(path), talk).join();
	}

	/**
	 * Waits for what the backend notes and begins so.
	 */
	String seen(String beginning) throws InterruptedException {
		String next = this.backend.seen().poll(10, TimeUnit.SECONDS);
		while (next != null && !next.startsWith(beginning)) {
			next = this.backend.seen().poll(10, TimeUnit.SECONDS);
		}
		assertThat(next).isNotNull();
		return next;
	}

}
