package io.selvage.gateway.forward;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The parts of a body, asked for one by one and only while the connection they are
 * written to, or the stream of HTTP/2, has room. Reactor Netty by itself asks for 256
 * parts, however large: a thousand clients that do not read would hold gigabytes.
 */
public final class PacedParts extends Flux<ByteBuf> {

	private final Flux<ByteBuf> source;

	private final Channel channel;

	private PacedParts(Flux<ByteBuf> source, Channel channel) {
		this.source = source;
		this.channel = channel;
	}

	/**
	 * Paces a body.
	 * @param channel the connection or stream its parts are written to
	 * @param source the body as it arrives
	 * @return the paced parts
	 */
	public static Flux<ByteBuf> to(Channel channel, Flux<ByteBuf> source) {
		return new PacedParts(source, channel);
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
		this.source.subscribe(new Pacer(subscriber, this.channel));
	}

	/**
	 * Signals come from the loop of the source and from that of the connection, which may
	 * be another: whoever finds demand and room asks, unless a part is on its way.
	 */
	private static final class Pacer extends ChannelInboundHandlerAdapter
			implements CoreSubscriber<ByteBuf>, Subscription {

		private final CoreSubscriber<? super ByteBuf> subscriber;

		private final Channel channel;

		private final AtomicLong demand = new AtomicLong();

		private final AtomicBoolean asked = new AtomicBoolean();

		private @Nullable Subscription upstream;

		Pacer(CoreSubscriber<? super ByteBuf> subscriber, Channel channel) {
			this.subscriber = subscriber;
			this.channel = channel;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.channel.pipeline().addFirst(this);
			this.subscriber.onSubscribe(this);
		}

		@Override
		public void request(long count) {
			this.demand.accumulateAndGet(count, Operators::addCap);
			ask();
		}

		/** A connection that is gone takes everything, and says so to who writes. */
		private void ask() {
			boolean room = this.channel.isWritable() || !this.channel.isActive();
			if (room && this.demand.get() > 0 && this.upstream != null && this.asked.compareAndSet(false, true)) {
				this.upstream.request(1);
			}
		}

		@Override
		public void onNext(ByteBuf part) {
			this.demand.updateAndGet((before) -> (before == Long.MAX_VALUE) ? before : before - 1);
			this.asked.set(false);
			this.subscriber.onNext(part);
			ask();
		}

		@Override
		public void onComplete() {
			leave();
			this.subscriber.onComplete();
		}

		@Override
		public void onError(Throwable failure) {
			leave();
			this.subscriber.onError(failure);
		}

		@Override
		public void cancel() {
			leave();
			if (this.upstream != null) {
				this.upstream.cancel();
			}
		}

		private void leave() {
			ChannelHandlerContext context = this.channel.pipeline().context(this);
			if (context != null && !context.isRemoved()) {
				context.executor().execute(() -> {
					if (!context.isRemoved()) {
						context.pipeline().remove(this);
					}
				});
			}
		}

		@Override
		public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
			ask();
			super.channelWritabilityChanged(context);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) throws Exception {
			ask();
			super.channelInactive(context);
		}

	}

}
