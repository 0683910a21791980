package io.selvage.gateway.relay;

import java.net.http.WebSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How slow or silent the ends of a WebSocket may be.
 */
class WebSocketPaceTests {

	@RegisterExtension
	static final WebSocketStage stage = new WebSocketStage();

	@RegisterExtension
	static final WebSocketStage impatient = new WebSocketStage("selvage.web-sockets.idle-timeout=600ms",
			"selvage.listener.header-deadline=300ms", "selvage.listener.pace-window=200ms",
			"server.netty.idle-timeout=300ms");

	@Test
	void aClientThatDoesNotReadHoldsItsBackendBack() throws Exception {
		SocketTalk talk = new SocketTalk();
		talk.patient = false;
		WebSocket socket = stage.open("/ws/flood", talk);
		int before = -1;
		while (stage.backend().flooded() != before) {
			before = stage.backend().flooded();
			Thread.sleep(400);
		}
		assertThat(before).isLessThan(2000);
		talk.patient = true;
		socket.request(1);
		long received = 0;
		while (received < 2000L * 50_000) {
			String heard = talk.next();
			assertThat(heard).doesNotStartWith("failed").doesNotStartWith("closed");
			received += Long.parseLong(heard.split(" ")[0]);
		}
		assertThat(received).isEqualTo(2000L * 50_000);
		socket.abort();
	}

	@Test
	void aSilentSocketIsClosed() throws Exception {
		SocketTalk talk = new SocketTalk();
		impatient.open("/mixed/echo", talk);
		assertThat(talk.next()).isEqualTo("closed 1001 idle");
	}

	@Test
	void aSocketOutlivesTheDeadlinesOfRequests() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = impatient.open("/mixed/echo", talk);
		for (int i = 0; i < 5; i++) {
			socket.sendText("hello", true).join();
			assertThat(talk.next()).isEqualTo("hello");
			Thread.sleep(200);
		}
		socket.abort();
	}

}
