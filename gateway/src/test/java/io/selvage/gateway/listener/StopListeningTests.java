package io.selvage.gateway.listener;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who connects while a gateway stops listening is served or refused, never reset. */
class StopListeningTests {

	private static final int CLIENTS = 4;

	private static final int BEFORE_THE_END = 400;

	private static final int TIMES = 10;

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

	@Test
	@EnabledOnOs(OS.LINUX)
	void whoeverConnectsAtThatMomentIsServedOrRefused() throws Exception {
		List<String> lost = new ArrayList<>();
		try {
			for (int i = 0; i < TIMES; i++) {
				lost.addAll(lostWhileListeningEnds());
			}
		}
		finally {
			this.threads.shutdownNow();
		}
		assertThat(lost).isEmpty();
	}

	private List<String> lostWhileListeningEnds() throws Exception {
		ClientConnections connections = new ClientConnections(Duration.ofSeconds(10), Duration.ofSeconds(10), 1);
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.doOnChannelInit((observer, channel, address) -> connections.install(channel))
			.handle((request, response) -> response.sendString(Mono.just("served")).then())
			.bindNow();
		AtomicInteger served = new AtomicInteger();
		List<Future<String>> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(this.threads.submit(() -> askUntilRefused(server.port(), served)));
		}
		while (served.get() < BEFORE_THE_END) {
			Thread.onSpinWait();
		}
		connections.stopListening();
		List<String> lost = new ArrayList<>();
		for (Future<String> client : clients) {
			String how = client.get();
			if (!how.isEmpty()) {
				lost.add(how);
			}
		}
		server.disposeNow();
		return lost;
	}

	private static String askUntilRefused(int port, AtomicInteger served) {
		while (true) {
			try (Socket socket = new Socket()) {
				try {
					socket.connect(new InetSocketAddress("127.0.0.1", port));
				}
				catch (ConnectException refused) {
					return "";
				}
				socket.getOutputStream().write(REQUEST);
				String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
				if (!answer.endsWith("served")) {
					return "answered '" + answer + "'";
				}
				served.incrementAndGet();
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}
	}

}
