package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Holds parts of a body until its subscriber gets them in one buffer, which then belongs
 * to the subscriber. Each part is retained here, and released here if the body fails or
 * nobody wants it any more.
 */
abstract class PartCollector implements CoreSubscriber<ByteBuf>, Subscription {

	private final CoreSubscriber<? super ByteBuf> subscriber;

	private @Nullable Subscription upstream;

	private @Nullable ByteBuf held;

	private boolean done;

	private final @Nullable EventExecutor reader;

	/**
	 * Creates it.
	 * @param subscriber gets the buffers
	 * @param reader on which the end of the body is told, because whoever gives up does
	 * so there: otherwise a buffer could be handed to one who is just about to; null for
	 * the thread the parts arrive on
	 */
	PartCollector(CoreSubscriber<? super ByteBuf> subscriber, @Nullable EventExecutor reader) {
		this.subscriber = subscriber;
		this.reader = reader;
	}

	@Override
	public final void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		this.subscriber.onSubscribe(this);
	}

	@Override
	public final synchronized void onNext(ByteBuf part) {
		if (!this.done) {
			arrived(part);
		}
	}

	/**
	 * Takes a part, which is released after this call unless it is {@link #hold held}.
	 * @param part the part
	 */
	abstract void arrived(ByteBuf part);

	/** How many bytes are held. */
	final long size() {
		return (this.held != null) ? this.held.readableBytes() : 0;
	}

	/** A single part stays as it is; more become a composite. */
	final void hold(ByteBuf part) {
		ByteBuf before = this.held;
		if (before == null) {
			this.held = part.retain();
		}
		else if (before instanceof CompositeByteBuf composite) {
			composite.addComponent(true, part.retain());
		}
		else {
			this.held = Unpooled.compositeBuffer(Integer.MAX_VALUE)
				.addComponent(true, before)
				.addComponent(true, part.retain());
		}
	}

	/** Gives the subscriber what is held, or what is given if that is nothing. */
	final void emit(@Nullable ByteBuf otherwise) {
		ByteBuf all = (this.held != null) ? this.held : otherwise;
		this.held = null;
		if (all != null) {
			this.subscriber.onNext(all);
		}
	}

	/** Asks for more parts, unless this is over. */
	final void requestParts(long count) {
		if (!this.done && this.upstream != null) {
			this.upstream.request(count);
		}
	}

	/** Ends with a failure found here. */
	final void fail(Throwable failure) {
		cancel();
		this.subscriber.onError(failure);
	}

	@Override
	public final synchronized void onError(Throwable failure) {
		if (!this.done) {
			release();
			this.subscriber.onError(failure);
		}
	}

	@Override
	public final void onComplete() {
		if (this.reader == null || this.reader.inEventLoop()) {
			end();
		}
		else {
			this.reader.execute(this::end);
		}
	}

	private synchronized void end() {
		if (!this.done) {
			complete();
			this.done = true;
			this.subscriber.onComplete();
		}
	}

	/** Gives the subscriber what is held at the end of the body. */
	abstract void complete();

	@Override
	public final synchronized void cancel() {
		if (!this.done) {
			release();
			if (this.upstream != null) {
				this.upstream.cancel();
			}
		}
	}

	private void release() {
		this.done = true;
		if (this.held != null) {
			this.held.release();
			this.held = null;
		}
	}

}
