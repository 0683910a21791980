package io.selvage.reliability.load;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a load. Used on its thread only.
 */
final class Lanes {

	private final LoadPlan plan;

	private final EventLoop loop;

	private final Load load;

	private final Bootstrap bootstrap;

	private final Deque<Lane> idle = new ArrayDeque<>();

	private int open;

	Lanes(LoadPlan plan, EventLoop loop, Load load) {
		this.plan = plan;
		this.loop = loop;
		this.load = load;
		this.bootstrap = new Bootstrap().group(loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
			.remoteAddress(new InetSocketAddress("127.0.0.1", plan.port()))
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					// The lane arranges the channel once it is connected.
				}
			});
	}

	/**
	 * Sends a request.
	 * @param call the request
	 * @return false if every connection is busy and no other may be opened
	 */
	boolean send(Call call) {
		Lane lane = nextIdle();
		if (lane != null) {
			send(lane, call);
			return true;
		}
		if (this.open >= this.plan.connections()) {
			return false;
		}
		this.open++;
		this.bootstrap.connect().addListener((connected) -> {
			io.netty.channel.ChannelFuture future = (io.netty.channel.ChannelFuture) connected;
			if (future.isSuccess()) {
				Lane made = this.plan.http2() ? new Http2Lane(future.channel(), this)
						: new Http1Lane(future.channel(), this);
				send(made, call);
			}
			else {
				this.open--;
				call.end(Answer.REFUSED, "");
				this.load.next();
			}
		});
		return true;
	}

	private @Nullable Lane nextIdle() {
		Lane lane = this.idle.poll();
		while (lane != null && !lane.usable()) {
			lane = this.idle.poll();
		}
		return lane;
	}

	private void send(Lane lane, Call call) {
		call.startClock(this.loop, this.plan.patience().toMillis(), lane::close);
		lane.send(call);
	}

	/**
	 * A connection can be used again.
	 * @param lane the connection
	 */
	void idle(Lane lane) {
		this.idle.add(lane);
		this.load.next();
	}

	/**
	 * A connection is no more, or takes no more requests.
	 * @param lane the connection
	 */
	void gone(Lane lane) {
		this.idle.remove(lane);
		this.open--;
		this.load.next();
	}

}
