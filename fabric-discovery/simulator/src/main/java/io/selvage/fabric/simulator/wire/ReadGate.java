package io.selvage.fabric.simulator.wire;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands next to the socket and, while shut, lets nothing in. Neither the auto-read
 * setting nor reads of the handlers above get past it, so a TLS handshake stops as well.
 */
final class ReadGate extends ChannelDuplexHandler {

	private final Deque<Object> held = new ArrayDeque<>();

	private volatile boolean shut;

	private boolean readWanted;

	ReadGate(boolean shut) {
		this.shut = shut;
	}

	/** Holds at once, on whichever thread, what is read from now on. */
	void shut() {
		this.shut = true;
	}

	/** To be called in the event loop. */
	void open(ChannelHandlerContext context) {
		this.shut = false;
		boolean released = !this.held.isEmpty();
		while (!this.held.isEmpty()) {
			context.fireChannelRead(this.held.remove());
		}
		if (released) {
			context.fireChannelReadComplete();
		}
		if (this.readWanted) {
			this.readWanted = false;
			context.read();
		}
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.shut) {
			this.readWanted = true;
		}
		else {
			context.read();
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.shut) {
			this.held.add(message);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		release();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		release();
	}

	private void release() {
		while (!this.held.isEmpty()) {
			ReferenceCountUtil.release(this.held.remove());
		}
	}

}
