package io.selvage.reliability.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Many clients that hold connections as long as they are let. Whoever is still connected
 * after a limit is counted. A client that does not read cannot see that it was cut off;
 * at the limit it writes, and if it was, its second write fails.
 */
public final class SlowClients implements AutoCloseable {

	private static final int STEP_MILLIS = 3000;

	private static final int OPENED_PER_TICK = 20;

	private static final int TICK_MILLIS = 10;

	private static final int ANSWERED_MILLIS = 500;

	private static final ByteBuf LINE_END = bytes("\r\n");

	private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final SlowKind kind;

	private final Duration limit;

	private final Bootstrap bootstrap;

	private final ByteBuf first;

	private final ByteBuf again;

	private final int wanted;

	private final AtomicInteger opened = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger held = new AtomicInteger();

	private SlowClients(int port, String path, SlowKind kind, int wanted, Duration limit) {
		this.kind = kind;
		this.wanted = wanted;
		this.limit = limit;
		this.first = bytes(kind.first(path));
		this.again = bytes(kind.again());
		this.bootstrap = new Bootstrap().group(this.loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
			.option(ChannelOption.AUTO_READ, !kind.deaf())
			.remoteAddress(new InetSocketAddress("127.0.0.1", port))
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new Slow());
				}
			});
		if (kind.deaf()) {
			this.bootstrap.option(ChannelOption.SO_RCVBUF, 4096);
		}
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

	/**
	 * Begins to connect, two thousand clients a second.
	 * @param port where to, on this machine
	 * @param path what they ask for
	 * @param kind how they are slow
	 * @param connections how many there are
	 * @param limit how long a connection may be held
	 * @return the clients
	 */
	public static SlowClients start(int port, String path, SlowKind kind, int connections, Duration limit) {
		SlowClients clients = new SlowClients(port, path, kind, connections, limit);
		clients.loop.next().execute(() -> clients.open(connections));
		return clients;
	}

	private void open(int left) {
		for (int i = 0; i < Math.min(left, OPENED_PER_TICK); i++) {
			this.bootstrap.connect().addListener((connected) -> {
				if (!connected.isSuccess()) {
					this.refused.incrementAndGet();
				}
			});
		}
		if (left > OPENED_PER_TICK) {
			this.loop.next().schedule(() -> open(left - OPENED_PER_TICK), TICK_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Returns how many connections were made.
	 * @return their number
	 */
	public int opened() {
		return this.opened.get();
	}

	/**
	 * Returns how many connections were not made.
	 * @return their number
	 */
	public int refused() {
		return this.refused.get();
	}

	/**
	 * Returns how many connections were held for longer than the limit.
	 * @return their number
	 */
	public int held() {
		return this.held.get();
	}

	/**
	 * Tells whether all have connected or failed to.
	 * @return true once they have
	 */
	public boolean complete() {
		return this.opened.get() + this.refused.get() == this.wanted;
	}

	@Override
	public void close() {
		this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	/**
	 * One client.
	 */
	private final class Slow extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			SlowClients.this.opened.incrementAndGet();
			context.writeAndFlush(SlowClients.this.first.duplicate());
			if (SlowClients.this.again.isReadable()) {
				context.executor()
					.scheduleAtFixedRate(() -> context.writeAndFlush(SlowClients.this.again.duplicate()), STEP_MILLIS,
							STEP_MILLIS, TimeUnit.MILLISECONDS);
			}
			context.executor()
				.schedule(() -> overtime(context), SlowClients.this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}

		private void overtime(ChannelHandlerContext context) {
			if (!SlowClients.this.kind.deaf()) {
				count(context);
				return;
			}
			context.channel().config().setAutoRead(true);
			context.writeAndFlush(LINE_END.duplicate());
			context.executor()
				.schedule(() -> context.writeAndFlush(LINE_END.duplicate()).addListener((written) -> count(context)),
						ANSWERED_MILLIS, TimeUnit.MILLISECONDS);
		}

		private void count(ChannelHandlerContext context) {
			if (context.channel().isActive()) {
				SlowClients.this.held.incrementAndGet();
			}
			context.close();
		}

		/** Whoever was turned away at once has his whole answer, and was not slow. */
		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ByteBuf part = (ByteBuf) message;
			boolean turnedAway = SlowClients.this.kind.deaf()
					&& part.toString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 503");
			part.release();
			if (SlowClients.this.kind.deaf()) {
				context.channel().config().setAutoRead(false);
			}
			if (turnedAway) {
				context.close();
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
