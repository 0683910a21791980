package io.selvage.fabric.simulator.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;

/**
 * The open connections of one server, so that it can drop or freeze them as a dying or
 * stopped process would.
 */
public final class Connections {

	private final Map<Channel, ReadGate> open = new ConcurrentHashMap<>();

	private volatile boolean frozen;

	/**
	 * Takes in a connection that was just accepted; to be called last when its pipeline
	 * is made.
	 * @param channel the connection
	 * @param readDelay how long nothing is read from it
	 */
	public void add(Channel channel, Duration readDelay) {
		ReadGate gate = new ReadGate(() -> this.frozen, !readDelay.isZero());
		channel.pipeline().addFirst(gate);
		this.open.put(channel, gate);
		channel.closeFuture().addListener((closed) -> this.open.remove(channel));
		if (!readDelay.isZero()) {
			channel.eventLoop().schedule(gate::endDelay, readDelay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	public int count() {
		return this.open.size();
	}

	/**
	 * Closes all connections in an orderly way (FIN).
	 */
	public void closeAll() {
		this.open.keySet().forEach(Channel::close);
	}

	/**
	 * Breaks all connections (RST).
	 */
	public void resetAll() {
		this.open.keySet().forEach(Connections::reset);
	}

	/**
	 * Stops or resumes reading from all connections, present and future: peers can
	 * connect and send until the buffers are full, nothing comes back.
	 * @param freeze whether to stop or to resume
	 */
	public void freeze(boolean freeze) {
		this.frozen = freeze;
		if (!freeze) {
			this.open.forEach((channel, gate) -> channel.eventLoop().execute(gate::proceed));
		}
	}

	/**
	 * Breaks a connection with RST. The channel is closed below its pipeline: TLS would
	 * send its goodbye first.
	 * @param channel a connection, or a stream of an HTTP/2 connection, which is broken
	 * as a whole
	 */
	public static void reset(Channel channel) {
		Channel parent = channel.parent();
		Channel socket = (parent != null && !(parent instanceof ServerChannel)) ? parent : channel;
		socket.eventLoop().execute(() -> {
			if (socket.isActive()) {
				socket.config().setOption(ChannelOption.SO_LINGER, 0);
				socket.unsafe().close(socket.voidPromise());
			}
		});
	}

}
