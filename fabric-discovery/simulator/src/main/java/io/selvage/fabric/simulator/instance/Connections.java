package io.selvage.fabric.simulator.instance;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * The open connections of one server, so that it can drop or freeze them as a dying or
 * stopped process would.
 */
final class Connections {

	private final Set<Channel> open = ConcurrentHashMap.newKeySet();

	private volatile boolean frozen;

	void add(Channel channel) {
		this.open.add(channel);
		channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		if (this.frozen) {
			channel.config().setAutoRead(false);
		}
	}

	int count() {
		return this.open.size();
	}

	void closeAll() {
		this.open.forEach(Channel::close);
	}

	void resetAll() {
		this.open.forEach(Connections::reset);
	}

	/**
	 * Stops or resumes reading from all connections, present and future: peers can
	 * connect and send until the buffers are full, nothing comes back.
	 */
	void freeze(boolean freeze) {
		this.frozen = freeze;
		this.open.forEach((channel) -> channel.config().setAutoRead(!freeze));
	}

	/**
	 * Breaks a connection with RST. The channel is closed below its pipeline: TLS would
	 * send its goodbye first.
	 */
	static void reset(Channel channel) {
		Channel socket = (channel.parent() != null && !(channel.parent() instanceof io.netty.channel.ServerChannel))
				? channel.parent() : channel;
		socket.eventLoop().execute(() -> {
			if (socket.isActive()) {
				socket.config().setOption(ChannelOption.SO_LINGER, 0);
				socket.unsafe().close(socket.voidPromise());
			}
		});
	}

}
