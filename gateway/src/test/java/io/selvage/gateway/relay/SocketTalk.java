package io.selvage.gateway.relay;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notes what a client of a WebSocket hears.
 */
final class SocketTalk implements WebSocket.Listener {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final StringBuilder text = new StringBuilder();

	private int bytes;

	volatile boolean patient = true;

	String next() throws InterruptedException {
		String next = this.heard.poll(15, TimeUnit.SECONDS);
		assertThat(next).as("something heard").isNotNull();
		return next;
	}

	@Override
	public void onOpen(WebSocket socket) {
		if (this.patient) {
			socket.request(1);
		}
	}

	@Override
	public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			this.heard.add(this.text.toString());
			this.text.setLength(0);
		}
		socket.request(1);
		return null;
	}

	@Override
	public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
		this.bytes += data.remaining();
		if (last) {
			this.heard.add(this.bytes + " bytes");
			this.bytes = 0;
		}
		socket.request(1);
		return null;
	}

	@Override
	public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
		this.heard.add("pong");
		socket.request(1);
		return null;
	}

	@Override
	public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
		this.heard.add("closed " + status + " " + reason);
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		this.heard.add("failed " + error);
	}

}
