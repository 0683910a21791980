package io.selvage.fabric.simulator.instance;

import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.ListenerDefinition;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class AnswersTests {

	@RegisterExtension
	static final SimulatedClusterExtension fabric = SimulatedClusterExtension.of((cluster) -> cluster.application("App",
			(app) -> app.stateless("Svc", (svc) -> svc.listener(ListenerDefinition.of("h1", Scheme.HTTP))
				.listener(ListenerDefinition.of("h2", Scheme.HTTP).withHttp2()))));

	private final Http http = Http.plain();

	private SimulatedInstance instance;

	@BeforeEach
	void newInstance() {
		this.instance = fabric.cluster().service("App/Svc").addInstance();
	}

	private HttpResponse<String> get() {
		return this.http.get(this.instance.url("h1"), "/x?y=z");
	}

	/** The raw answer, up to the end of the connection. */
	private String raw() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	@Test
	void headersAreEchoedWhenAskedFor() {
		HttpResponse<String> answer = this.http
			.send(HttpRequest.newBuilder(this.instance.url("h1")).header("X-Simulator-Echo", "headers").build());
		assertThat(answer.body()).contains("\"X-Simulator-Echo\":[\"headers\"]");
		assertThat(get().body()).doesNotContain("\"headers\"");
	}

	@Test
	void answersComeInTurnAndTheLastForEver() {
		this.instance.answer(Answers.inTurn(Answers.status(503), Answers.status(429), Answers.status(204)));
		assertThat(get().statusCode()).isEqualTo(503);
		assertThat(get().statusCode()).isEqualTo(429);
		assertThat(get().statusCode()).isEqualTo(204);
		assertThat(get().statusCode()).isEqualTo(204);
	}

	@Test
	void aBodyWithHeadersIsAnswered() {
		this.instance.answer(Answers.withHeader("retry-after", "7", Answers.body(429, "text/plain", "slow down")));
		assertThat(get().statusCode()).isEqualTo(429);
		assertThat(get().headers().firstValue("retry-after")).contains("7");
		assertThat(get().body()).isEqualTo("slow down");
	}

	@Test
	void theEchoReturnsWhatArrived() {
		this.instance.answer(Answers.echo());
		String body = "0123456789".repeat(100_000);
		assertThat(this.http.post(this.instance.url("h1"), "/", body).body()).isEqualTo(body);
		assertThat(this.instance.requests().get(0).body().orElseThrow().length()).isEqualTo(1_000_000);
	}

	@Test
	void aBodyOfKnownLengthEndsTooEarly() throws Exception {
		this.instance.answer(Answers.cut(10, 100, Answers.Ending.FIN));
		assertThat(raw()).contains("content-length: 100").endsWith("\r\n\r\nxxxxxxxxxx");
	}

	@Test
	void aChunkedBodyEndsWithoutItsLastChunk() throws Exception {
		this.instance.answer(Answers.cut(10, -1, Answers.Ending.FIN));
		assertThat(raw()).contains("transfer-encoding: chunked").endsWith("a\r\nxxxxxxxxxx\r\n");
	}

	@Test
	void aBodyEndsWithABrokenConnection() throws Exception {
		this.instance.answer(Answers.cut(10, 100, Answers.Ending.RST));
		try (Socket socket = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().readAllBytes())
				.withMessageContaining("reset");
		}
	}

	@Test
	void earlyHintsPrecedeTheAnswer() throws Exception {
		this.instance.answer(Answers.earlyHints("</a.css>; rel=preload", Answers.body(200, "text/plain", "done")));
		assertThat(raw())
			.startsWith("HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n")
			.endsWith("done");
	}

	@Test
	void trailersFollowTheBody() throws Exception {
		this.instance.answer(Answers.withTrailer("body", "x-checksum", "42"));
		assertThat(raw()).contains("trailer: x-checksum").endsWith("0\r\nx-checksum: 42\r\n\r\n");
	}

	@Test
	void anEarlyAnswerDoesNotWaitForTheBody() throws Exception {
		this.instance.answer(Answers.early(413));
		try (Socket socket = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nonly this"
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
		}
	}

	@Test
	void eventsAreStreamed() {
		this.instance.answer(Answers.serverSentEvents(Duration.ofMillis(1), 3));
		HttpResponse<String> answer = get();
		assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
		assertThat(answer.body()).isEqualTo("id: 0\ndata: event 0\n\nid: 1\ndata: event 1\n\nid: 2\ndata: event 2\n\n");
	}

	@Test
	void webSocketFramesAreEchoed() {
		this.instance.answer(Answers.webSocketEcho());
		CompletableFuture<String> echoed = new CompletableFuture<>();
		URI url = URI.create(this.instance.url("h1").toString().replace("http", "ws") + "/chat");
		WebSocket socket = this.http.client().newWebSocketBuilder().buildAsync(url, new WebSocket.Listener() {
			@Override
			public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
				echoed.complete(data.toString());
				return null;
			}
		}).join();
		socket.sendText("hello", true).join();
		assertThat(echoed.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join()).isEqualTo("hello");
		socket.abort();
	}

	@Test
	void aDelayedAnswerComesAtLast() {
		this.instance.answer(Answers.delayed(Duration.ofMillis(20), Answers.status(202)));
		assertThat(get().statusCode()).isEqualTo(202);
	}

	@Test
	void aHangingAnswerIsRecordedAndNeverGiven() throws Exception {
		this.instance.answer(Answers.hang());
		try (Socket socket = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			await().until(() -> this.instance.requestCount() == 1);
			socket.setSoTimeout(50);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
		}
	}

	@Test
	void resetAndCloseEndTheConnectionWithoutAnAnswer() throws Exception {
		this.instance.answer(Answers.close());
		assertThat(raw()).isEmpty();
		this.instance.answer(Answers.reset());
		assertThatExceptionOfType(SocketException.class).isThrownBy(this::raw).withMessageContaining("reset");
	}

	@Test
	void aFrozenProcessAcceptsAndReadsNothingUntilItGoesOn() throws Exception {
		try (Socket before = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			await().until(() -> this.instance.openConnections() == 1);
			this.instance.hang();
			try (Socket after = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
				byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
				before.getOutputStream().write(request);
				after.getOutputStream().write(request);
				before.setSoTimeout(50);
				after.setSoTimeout(50);
				assertThatExceptionOfType(SocketTimeoutException.class)
					.isThrownBy(() -> before.getInputStream().read());
				assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> after.getInputStream().read());
				assertThat(this.instance.requestCount()).isZero();
				this.instance.resume();
				before.setSoTimeout(10_000);
				after.setSoTimeout(10_000);
				assertThat(before.getInputStream().read()).isEqualTo('H');
				assertThat(after.getInputStream().read()).isEqualTo('H');
			}
		}
	}

	@Test
	void aKilledProcessBreaksItsConnectionsAndAStoppedOneClosesThem() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.instance.url("h1").getPort())) {
			await().until(() -> this.instance.openConnections() == 1);
			this.instance.stop();
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		SimulatedInstance other = fabric.cluster().service("App/Svc").addInstance();
		try (Socket socket = new Socket("127.0.0.1", other.url("h1").getPort())) {
			await().until(() -> other.openConnections() == 1);
			other.kill();
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read())
				.withMessageContaining("reset");
		}
	}

	@Test
	void http2IsOfferedWhereAskedFor() {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		HttpResponse<String> answer = new Http(client).get(this.instance.url("h2"), "/");
		assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertThat(answer.body()).contains("\"listener\":\"h2\"");
		assertThat(new Http(client).get(this.instance.url("h1"), "/").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
	}

	@Test
	void impossibleAnswersAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Answers.status(99));
		assertThatIllegalArgumentException().isThrownBy(() -> Answers.cut(10, 10, Answers.Ending.FIN));
		assertThatIllegalArgumentException().isThrownBy(Answers::inTurn);
	}

}
