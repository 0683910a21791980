package io.selvage.gateway.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * How long the kernel waits for a sign of the other machine.
 */
class SilenceTests {

	private ServerSocket server;

	private EventLoopGroup loop;

	private EpollSocketChannel channel;

	@BeforeEach
	void connect() throws Exception {
		assumeTrue(Epoll.isAvailable(), "SKIPPED: needs Linux");
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
		this.channel = (EpollSocketChannel) new Bootstrap().group(this.loop)
			.channel(EpollSocketChannel.class)
			.handler(new ChannelInboundHandlerAdapter())
			.connect(this.server.getLocalSocketAddress())
			.sync()
			.channel();
	}

	@AfterEach
	void close() throws IOException {
		if (this.loop != null) {
			this.loop.shutdownGracefully();
			this.server.close();
		}
	}

	@Test
	void aSmallRequestHasToBeAcknowledgedInTime() {
		Silence silence = new Silence(Duration.ofSeconds(1));

		silence.sending(this.channel, request(HttpMethod.GET, -1));
		assertThat(this.channel.config().getTcpUserTimeout()).isEqualTo(1000);

		silence.sending(this.channel, request(HttpMethod.PUT, 1000));
		assertThat(this.channel.config().getTcpUserTimeout()).isEqualTo(1000);
	}

	@Test
	void aBackendMayLeaveALargeBodyLyingAsLongAsItLikes() {
		Silence silence = new Silence(Duration.ofSeconds(1));
		silence.sending(this.channel, request(HttpMethod.GET, -1));

		silence.sending(this.channel, request(HttpMethod.PUT, 100_000));
		assertThat(this.channel.config().getTcpUserTimeout()).isZero();

		silence.sending(this.channel, request(HttpMethod.GET, -1));
		assertThat(this.channel.config().getTcpUserTimeout()).isEqualTo(1000);

		HttpRequest chunked = request(HttpMethod.POST, -1);
		HttpUtil.setTransferEncodingChunked(chunked, true);
		silence.sending(this.channel, chunked);
		assertThat(this.channel.config().getTcpUserTimeout()).isZero();
	}

	@Test
	void withoutALimitNothingIsSet() {
		new Silence(Duration.ZERO).sending(this.channel, request(HttpMethod.GET, -1));

		assertThat(this.channel.config().getTcpUserTimeout()).isZero();
	}

	@Test
	void aTimeoutOfTheKernelIsSilenceAndAResetIsNot() {
		assertThat(BackendError.of(new Errors.NativeIoException("recvAddress", -110))).isEqualTo(BackendError.SILENT);
		assertThat(BackendError.of(new Errors.NativeIoException("recvAddress", -104)))
			.isEqualTo(BackendError.CLOSED_BEFORE_RESPONSE);
		assertThat(BackendError.SILENT.unreachable()).isTrue();
		assertThat(BackendError.SILENT.mayHaveExecuted()).isTrue();
	}

	private static HttpRequest request(HttpMethod method, int length) {
		HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/");
		if (length >= 0) {
			request.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, length);
		}
		return request;
	}

}
