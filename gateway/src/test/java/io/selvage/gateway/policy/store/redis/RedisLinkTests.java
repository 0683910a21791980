package io.selvage.gateway.policy.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of the connection to Redis.
 */
class RedisLinkTests {

	private static RedisLink link(ServerSocket server, boolean cluster) {
		RedisURI uri = RedisURI.create("redis://127.0.0.1:" + server.getLocalPort());
		return RedisLink.open(new RedisSettings(uri, cluster, null, Duration.ofMillis(100), "x:"), () -> {
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aServerThatTakesConnectionsAndIsSilentDoesNotKeepTheLinkOpen(boolean cluster) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			RedisLink link = link(server, cluster);
			try (Socket connection = server.accept()) {
				InputStream in = connection.getInputStream();
				assertThat(in.read()).isNotNegative();
				link.close();
				connection.setSoTimeout(10_000);
				assertThat(endOf(in)).isEqualTo(-1);
			}
		}
	}

	@Test
	void aLinkThatWasNeverConnectedIsClosed() throws Exception {
		try (ServerSocket closed = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			closed.close();
			link(closed, false).close();
		}
	}

	private static int endOf(InputStream in) throws IOException {
		in.skip(Long.MAX_VALUE);
		return in.read();
	}

}
