package io.selvage.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that asks again the moment it has its answer is answered every time. Reactor
 * Netty 1.3.7 stopped reading such a connection now and then, when the answer came from
 * another thread (reactor/reactor-netty issue 4361).
 */
class KeptConnectionTests {

	private static final int REQUESTS = 2000;

	@Test
	void healthIsAnsweredHoweverQuicklyAConnectionIsUsedAgain() throws IOException {
		try (TestGateway gateway = TestGateway.start();
				Socket socket = new Socket("127.0.0.1", gateway.managementPort())) {
			socket.setSoTimeout(20_000);
			socket.setTcpNoDelay(true);
			byte[] request = "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII);
			int answered = 0;
			for (int i = 0; i < REQUESTS; i++) {
				socket.getOutputStream().write(request);
				answered += answer(socket.getInputStream());
			}
			assertThat(answered).isEqualTo(REQUESTS);
		}
	}

	/** Reads one answer and counts it. */
	private static int answer(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) in.read());
		}
		String length = head.toString().toLowerCase().replaceAll("(?s).*content-length: (\\d+).*", "$1");
		in.readNBytes(Integer.parseInt(length));
		return head.toString().startsWith("HTTP/1.1 200") ? 1 : 0;
	}

}
