package io.selvage.gateway.forward;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2FrameCodec;

/**
 * How many requests there may be at one pool of connections: as many as its connections
 * can carry, and those that may wait for one. Whoever finds no place is turned away
 * before he stands in line: Reactor Netty's pool would let him in and, when two event
 * loops meet at it, send away whoever has waited longest; over HTTP/2 it would let anyone
 * wait.
 */
final class Places {

	private static final int UNKNOWN = Integer.MAX_VALUE;

	private final int maxConnections;

	private final int maxPending;

	private final AtomicInteger taken = new AtomicInteger();

	/**
	 * How many requests a connection carries at a time: over HTTP/2 what the backend
	 * says, and anything until it does (RFC 9113 section 6.5.2).
	 */
	private volatile int perConnection;

	/**
	 * Creates places nobody has taken.
	 * @param settings how many connections there may be, and who may wait
	 * @param multiplexed whether a connection may carry more than one request at a time
	 */
	Places(ConnectionSettings settings, boolean multiplexed) {
		this.maxConnections = settings.maxPerEndpoint();
		this.maxPending = settings.maxPending();
		this.perConnection = multiplexed ? UNKNOWN : 1;
	}

	/**
	 * Takes a place.
	 * @return the place, which must be given back
	 * @throws BackendException if there is none
	 */
	Place take() {
		long all = (long) this.maxConnections * this.perConnection + this.maxPending;
		int now = this.taken.get();
		while (now < all) {
			if (this.taken.compareAndSet(now, now + 1)) {
				return new Place(this);
			}
			now = this.taken.get();
		}
		throw new BackendException(new BackendFailure(BackendError.OVERLOAD, "all connections are in use"));
	}

	void giveBack() {
		this.taken.decrementAndGet();
	}

	/**
	 * Learns from a connection how many requests one carries.
	 * @param channel a connection of HTTP/1.1, or a stream of HTTP/2
	 */
	void learn(Channel channel) {
		int streams = streams(channel);
		if (streams != this.perConnection) {
			this.perConnection = streams;
		}
	}

	private static int streams(Channel channel) {
		if (channel.parent() == null) {
			return 1;
		}
		Http2FrameCodec codec = channel.parent().pipeline().get(Http2FrameCodec.class);
		return (codec != null) ? codec.connection().local().maxActiveStreams() : UNKNOWN;
	}

}
