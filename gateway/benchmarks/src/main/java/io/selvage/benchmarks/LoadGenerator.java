package io.selvage.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.HdrHistogram.Histogram;

/**
 * A closed-loop HTTP/1.1 client on one thread: every connection sends its next request
 * when the last answer is complete. It stays alive between windows, so that its own
 * warm-up disturbs no measurement: each line it reads, {@code port path seconds
 * connections}, is a window; each line it prints its outcome: requests, errors, p50 and
 * p99 in microseconds.
 */
public final class LoadGenerator {

	private final Histogram latencies = new Histogram(TimeUnit.SECONDS.toNanos(30), 3);

	private final ByteBuf request;

	private long errors;

	private boolean counting;

	private LoadGenerator(String path) {
		byte[] bytes = ("GET " + path + " HTTP/1.1\r\nHost: gateway.example\r\nUser-Agent: benchmark/1\r\n"
				+ "Accept: */*\r\nX-Request-Source: benchmark\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		this.request = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(bytes));
	}

	/**
	 * Runs windows until its input ends.
	 * @param args none
	 * @throws Exception if interrupted, or if a window is not described as above
	 */
	public static void main(String[] args) throws Exception {
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		BufferedReader windows = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String window = windows.readLine(); window != null; window = windows.readLine()) {
			String[] words = window.split(" ");
			new LoadGenerator(words[1]).run(loop, Integer.parseInt(words[0]), Integer.parseInt(words[2]),
					Integer.parseInt(words[3]));
		}
		loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
	}

	private void run(EventLoopGroup loop, int port, int seconds, int connections) throws InterruptedException {
		ChannelGroup open = new DefaultChannelGroup(loop.next());
		Bootstrap bootstrap = new Bootstrap().group(loop)
			.channel(NioSocketChannel.class)
			.handler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline().addLast(new HttpResponseDecoder(), new Connection());
				}
			});
		loop.next().submit(() -> {
			this.counting = true;
		}).sync();
		for (int i = 0; i < connections; i++) {
			open.add(bootstrap.connect(new InetSocketAddress("127.0.0.1", port)).sync().channel());
		}
		TimeUnit.SECONDS.sleep(seconds);
		loop.next().submit(() -> {
			this.counting = false;
			System.out.printf(Locale.ROOT, "%d %d %.0f %.0f%n", this.latencies.getTotalCount(), this.errors,
					this.latencies.getValueAtPercentile(50) / 1e3, this.latencies.getValueAtPercentile(99) / 1e3);
			System.out.flush();
		}).sync();
		open.close().sync();
	}

	private final class Connection extends ChannelInboundHandlerAdapter {

		private long sent;

		@Override
		public void channelActive(ChannelHandlerContext context) {
			send(context);
		}

		private void send(ChannelHandlerContext context) {
			this.sent = System.nanoTime();
			context.writeAndFlush(LoadGenerator.this.request.duplicate());
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof HttpResponse response && response.status().code() != 200) {
				LoadGenerator.this.errors++;
			}
			boolean last = message instanceof LastHttpContent;
			ReferenceCountUtil.release(message);
			if (last && LoadGenerator.this.counting) {
				LoadGenerator.this.latencies.recordValue(System.nanoTime() - this.sent);
				send(context);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			if (LoadGenerator.this.counting) {
				LoadGenerator.this.errors++;
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
