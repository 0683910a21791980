package io.selvage.fabric.simulator.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stands next to the socket and, while shut, lets nothing in. Neither the auto-read
 * setting nor reads of the handlers above get past it, so a TLS handshake stops as well.
 * It is shut while the server is frozen, on whichever thread that is decided, and until
 * its own delay has passed.
 */
final class ReadGate extends ChannelDuplexHandler {

	private final Deque<Object> held = new ArrayDeque<>();

	private final BooleanSupplier frozen;

	private boolean delayed;

	private boolean readWanted;

	private @Nullable ChannelHandlerContext context;

	ReadGate(BooleanSupplier frozen, boolean delayed) {
		this.frozen = frozen;
		this.delayed = delayed;
	}

	private boolean isShut() {
		return this.delayed || this.frozen.getAsBoolean();
	}

	/** To be called in the event loop. */
	void endDelay() {
		this.delayed = false;
		proceed();
	}

	/** Lets in what waits, unless it is shut; to be called in the event loop. */
	void proceed() {
		ChannelHandlerContext here = this.context;
		if (here == null || isShut()) {
			return;
		}
		boolean released = !this.held.isEmpty();
		while (!this.held.isEmpty() && !isShut()) {
			here.fireChannelRead(this.held.remove());
		}
		if (released) {
			here.fireChannelReadComplete();
		}
		if (this.readWanted && !isShut()) {
			this.readWanted = false;
			here.read();
		}
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.context = context;
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (isShut()) {
			this.readWanted = true;
		}
		else {
			context.read();
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		// What waits goes first, also when it may go but has not gone yet.
		if (isShut() || !this.held.isEmpty()) {
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
		this.context = null;
		release();
	}

	private void release() {
		while (!this.held.isEmpty()) {
			ReferenceCountUtil.release(this.held.remove());
		}
	}

}
