package io.selvage.gateway.relay;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said over a WebSocket passes the gateway, with the client of the JDK.
 */
class WebSocketTests {

	@RegisterExtension
	static final WebSocketStage stage = new WebSocketStage("selvage.web-sockets.max-frame=100KB");

	@Test
	void policiesRunOnTheHandshakeAndFramesAreRelayed() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = stage.open("/ws/echo/a?x=1", talk);
		assertThat(stage.seen("/base")).isEqualTo("/base/echo/a?x=1 onHandshake 127.0.0.1:" + stage.backend().port());
		socket.sendText("hel", false).join();
		socket.sendText("lo", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		socket.sendBinary(ByteBuffer.wrap(new byte[70_000]), true).join();
		assertThat(talk.next()).isEqualTo("70000 bytes");
		socket.sendClose(4002, "thanks").join();
		assertThat(stage.seen("closed")).isEqualTo("closed 4002 thanks");
		assertThat(talk.next()).isEqualTo("closed 4002 thanks");
	}

	@Test
	void anUpgradeOfAnOrdinaryApiIsRelayedToo() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = stage.open("/mixed/echo", talk);
		socket.sendText("hello", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		assertThat(stage.gateway().get("/mixed/echo").body()).isEqualTo("plain");
		socket.abort();
		stage.seen("closed 1001");
	}

	@Test
	void theSubprotocolIsTheOneTheBackendChooses() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = stage.open("/ws/echo", talk, "unknown", "soap");
		assertThat(socket.getSubprotocol()).isEqualTo("soap");
		socket.sendText("hello", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@Test
	void pingsGoTheWholeWay() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = stage.open("/ws/echo", talk);
		socket.sendPing(ByteBuffer.wrap(new byte[] { 1 })).join();
		assertThat(stage.seen("ping")).isEqualTo("ping");
		assertThat(talk.next()).isEqualTo("pinged");
		socket.sendPong(ByteBuffer.wrap(new byte[] { 2 })).join();
		assertThat(talk.next()).isEqualTo("pong");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@Test
	void whatTheBackendSaidBeforeItClosedArrivesBeforeItsCloseCode() throws Exception {
		SocketTalk talk = new SocketTalk();
		stage.open("/ws/bye", talk);
		assertThat(talk.next()).isEqualTo("one");
		assertThat(talk.next()).isEqualTo("two");
		assertThat(talk.next()).isEqualTo("three");
		assertThat(talk.next()).isEqualTo("closed 4001 enough");
	}

	@Test
	void aBackendThatIsLostIsAnErrorToTheClient() throws Exception {
		SocketTalk talk = new SocketTalk();
		stage.open("/ws/lost", talk);
		assertThat(talk.next()).startsWith("closed 1011 ");
	}

	@Test
	void aFrameThatIsTooLargeEndsTheSocket() throws Exception {
		SocketTalk talk = new SocketTalk();
		WebSocket socket = stage.open("/ws/echo", talk);
		socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true);
		assertThat(talk.next()).satisfiesAnyOf((end) -> assertThat(end).startsWith("closed 1009"),
				(end) -> assertThat(end).startsWith("failed"));
	}

}
