package io.selvage.gateway.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.selvage.gateway.TestGateway;
import io.selvage.gateway.forward.ConnectionSettings;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.loop.EventLoops;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The connection of a client and that of a backend may be on different event loops: the
 * pool gives what is there.
 */
class OtherLoopTests {

	private static final int LEAVING = 1000;

	private static final int STAYING = 1000;

	private static final int PATIENCE_MILLIS = 8000;

	private static final LoopResources BACKEND_LOOPS = EventLoops.start();

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> Mono.delay(Duration.ofNanos(ThreadLocalRandom.current().nextInt(3_000_000)))
				.then(Mono.defer(() -> response.sendObject(bytes(request.uri())).then())))
			.bindNow();
		gateway = TestGateway.start(List.of(OtherLoops.class), "server.http2.enabled=true");
		gateway.api("echo", "echo", "http://127.0.0.1:" + backend.port(), null);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
		BACKEND_LOOPS.dispose();
	}

	@Test
	void nobodyGetsTheAnswerToARequestWhoseClientHasLeft() throws Exception {
		together(OtherLoopTests::leave);
	}

	@Test
	void norTheAnswerToAStreamThatWasReset() throws Exception {
		together(OtherLoopTests::reset);
	}

	private static void together(Callable<Void> leaving) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Void>> clients = List.of(leaving, leaving, OtherLoopTests::stay, OtherLoopTests::stay);
			for (Future<Void> client : threads.invokeAll(clients)) {
				client.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Void reset() throws Exception {
		for (int i = 0; i < LEAVING / 50; i++) {
			try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
				for (int stream = 1; stream < 100; stream += 2) {
					client.headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path",
							"/echo/reset" + stream);
					if (stream % 4 == 1) {
						Thread.sleep(0, ThreadLocalRandom.current().nextInt(900_000));
					}
					client.frame(RawHttp2Client.RST_STREAM, 0, stream, new byte[] { 0, 0, 0, 8 });
				}
			}
		}
		return null;
	}

	private static Void leave() throws Exception {
		for (int i = 0; i < LEAVING; i++) {
			try (Socket socket = connect()) {
				socket.getOutputStream().write(request("/left" + i));
				if (i % 2 == 0) {
					Thread.sleep(0, ThreadLocalRandom.current().nextInt(900_000));
				}
				socket.setSoLinger(true, 0);
			}
		}
		return null;
	}

	private static Void stay() throws Exception {
		try (Socket socket = connect()) {
			for (int i = 0; i < STAYING; i++) {
				String path = "/stays" + Thread.currentThread().getId() + "x" + i;
				socket.getOutputStream().write(request(path));
				assertThat(readAnswer(socket.getInputStream())).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + path);
			}
		}
		return null;
	}

	private static Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout(PATIENCE_MILLIS);
		socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
		return socket;
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] request(String path) {
		return ("GET /echo" + path + " HTTP/1.1\r\nHost: gw\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static String readAnswer(InputStream in) throws IOException {
		StringBuilder answer = new StringBuilder();
		int blank = -1;
		int length = 0;
		while (blank < 0 || answer.length() < blank + 4 + length) {
			int next = in.read();
			if (next < 0) {
				return answer + " and the connection ended";
			}
			answer.append((char) next);
			if (blank < 0 && next == '\n' && (blank = answer.indexOf("\r\n\r\n")) >= 0) {
				String head = answer.toString().toLowerCase(Locale.ROOT);
				int at = head.indexOf("content-length: ") + "content-length: ".length();
				length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
			}
		}
		return answer.toString();
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherLoops {

		@Bean
		HttpClientRegistry otherClients() {
			return new HttpClientRegistry(BACKEND_LOOPS, ConnectionSettings.DEFAULT);
		}

	}

}
