package io.selvage.gateway.loop;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the data plane: a request and the call of its backend run on one
 * thread. On Linux they change what the kernel watches only once a turn.
 */
public final class EventLoops implements LoopResources {

	private static final String NAME = "selvage-loop";

	private final EventLoopGroup group;

	private EventLoops(EventLoopGroup group) {
		this.group = group;
	}

	/**
	 * Starts event loops, as many as Reactor Netty would
	 * ({@code reactor.netty.ioWorkerCount}).
	 * @return the loops, to be disposed of
	 */
	public static LoopResources start() {
		if (!LoopResources.DEFAULT_NATIVE || !Epoll.isAvailable()) {
			return LoopResources.create(NAME);
		}
		AtomicInteger count = new AtomicInteger();
		ThreadFactory threads = (task) -> new LoopThread(task, NAME + "-" + count.incrementAndGet());
		return new EventLoops(LoopResources.colocate(new MultiThreadIoEventLoopGroup(DEFAULT_IO_WORKER_COUNT, threads,
				LazyInterest.over(EpollIoHandler.newFactory()))));
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.group;
	}

	@Override
	public boolean isDisposed() {
		return this.group.isShuttingDown();
	}

	@Override
	public void dispose() {
		disposeLater().subscribe();
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.create((ended) -> this.group
			.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
			.addListener((future) -> ended.success()));
	}

	/** One on which Reactor refuses to block. */
	private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {

		private LoopThread(Runnable task, String name) {
			super(task, name);
			setDaemon(true);
		}

	}

}
