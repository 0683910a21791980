package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * The connections of clients: counts them, has their pace watched, and has them end when
 * the gateway leaves.
 */
public final class ClientConnections {

	private static final String PACE = "selvage.pace";

	private static final String FRAMES = "selvage.frames";

	private static final long NOBODY_CAME_MILLIS = 100;

	/**
	 * Longer than a handshake takes, shorter than a second, after which a SYN is sent
	 * again.
	 */
	private static final long HANDSHAKES_END_MILLIS = 500;

	private static final long CLOSE_MILLIS = 1000;

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private final ClientPace.Limits limits;

	private volatile @Nullable Channel server;

	/**
	 * Creates it.
	 * @param headerDeadline within which the head of a request must arrive
	 * @param window over which the rate of bodies and answers is judged
	 * @param bytesPerSecond the rate a client must keep up
	 */
	public ClientConnections(Duration headerDeadline, Duration window, long bytesPerSecond) {
		this.limits = new ClientPace.Limits(headerDeadline, window, bytesPerSecond);
	}

	/**
	 * Returns how many connections are open.
	 * @return zero or more
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Lets nobody connect any more; who is connected stays. The kernel resets whoever has
	 * connected and was not accepted yet: so it lets no handshake begin first. Where that
	 * can't be had, listening ends right behind the acceptance of all who wait, or when
	 * nobody has come for a while; who connects in between is lost.
	 */
	void stopListening() {
		Channel listening = this.server;
		if (listening != null) {
			long until = NOBODY_CAME_MILLIS;
			if (SynFilter.attach(listening)) {
				until = HANDSHAKES_END_MILLIS;
			}
			else {
				listening.eventLoop().execute(() -> closeBehindAll(listening));
			}
			listening.eventLoop().schedule(() -> listening.close(), until, TimeUnit.MILLISECONDS);
			listening.closeFuture().awaitUninterruptibly(CLOSE_MILLIS);
		}
	}

	private static void closeBehindAll(Channel listening) {
		if (listening.config().getRecvByteBufAllocator() instanceof MaxMessagesRecvByteBufAllocator accepting) {
			accepting.maxMessagesPerRead(Integer.MAX_VALUE);
		}
		listening.pipeline().addLast(new ChannelInboundHandlerAdapter() {
			@Override
			public void channelReadComplete(ChannelHandlerContext context) {
				context.close();
			}
		});
	}

	/** Clients of HTTP/1.1 are told with their next answer. */
	void sayGoAway() {
		this.open.forEach((channel) -> channel.eventLoop().execute(() -> GoAway.announce(channel)));
	}

	void install(Channel channel) {
		if (this.server == null) {
			this.server = channel.parent();
		}
		this.open.add(channel);
		channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		ClientPace pace = new ClientPace(this.limits);
		Http2Watch frames = new Http2Watch(this.limits.head());
		if (channel.pipeline().get(NettyPipeline.SslHandler) != null) {
			channel.pipeline().addAfter(NettyPipeline.SslHandler, FRAMES, frames);
			channel.pipeline().addAfter(NettyPipeline.SslHandler, PACE, pace);
		}
		else {
			channel.pipeline().addFirst(FRAMES, frames);
			channel.pipeline().addFirst(PACE, pace);
		}
		ClientChannel.install(channel, pace);
	}

}
