package io.selvage.gateway.loop;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kernel what a connection waits for when the loop is about to wait, not each
 * time it changes. Reactor Netty stops and resumes reading at every message, which would
 * be two system calls ({@code epoll_ctl}) for each request and for each answer; within
 * one turn they cancel each other out. All of it belongs to the thread of the loop.
 */
final class LazyInterest implements IoHandler {

	private final IoHandler kernel;

	private final ThreadAwareExecutor loop;

	private final Queue<Registration> changed = new ArrayDeque<>();

	private LazyInterest(IoHandler kernel, ThreadAwareExecutor loop) {
		this.kernel = kernel;
		this.loop = loop;
	}

	/**
	 * Puts it before handlers.
	 * @param handlers makes those that call the kernel
	 * @return makes these
	 */
	static IoHandlerFactory over(IoHandlerFactory handlers) {
		return (loop) -> new LazyInterest(handlers.newHandler(loop), loop);
	}

	@Override
	public void initialize() {
		this.kernel.initialize();
	}

	@Override
	public int run(IoHandlerContext context) {
		Registration registration = this.changed.poll();
		while (registration != null) {
			registration.apply();
			registration = this.changed.poll();
		}
		return this.kernel.run(context);
	}

	@Override
	public void prepareToDestroy() {
		this.kernel.prepareToDestroy();
	}

	@Override
	public void destroy() {
		this.kernel.destroy();
	}

	@Override
	public IoRegistration register(IoHandle handle) throws Exception {
		return new Registration(handle, this.kernel.register(handle));
	}

	@Override
	public void wakeup() {
		this.kernel.wakeup();
	}

	@Override
	public boolean isCompatible(Class<? extends IoHandle> handleType) {
		return this.kernel.isCompatible(handleType);
	}

	/** What one connection waits for. */
	private final class Registration implements IoRegistration {

		private final IoHandle handle;

		private final IoRegistration known;

		private @Nullable IoOps told;

		private @Nullable IoOps wanted;

		private boolean queued;

		private Registration(IoHandle handle, IoRegistration known) {
			this.handle = handle;
			this.known = known;
		}

		@Override
		public <T> T attachment() {
			return this.known.attachment();
		}

		@Override
		public long submit(IoOps ops) {
			if (!LazyInterest.this.loop.isExecutorThread(Thread.currentThread())) {
				LazyInterest.this.loop.execute(() -> submit(ops));
				return 0;
			}
			this.wanted = ops;
			if (this.told == null) {
				this.told = ops;
				return this.known.submit(ops);
			}
			if (!this.queued) {
				this.queued = true;
				LazyInterest.this.changed.add(this);
			}
			return 0;
		}

		private void apply() {
			this.queued = false;
			if (this.wanted == null || this.wanted.equals(this.told) || !this.known.isValid()) {
				return;
			}
			this.told = this.wanted;
			try {
				this.known.submit(this.wanted);
			}
			catch (RuntimeException ex) {
				close();
			}
		}

		private void close() {
			try {
				this.handle.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public boolean isValid() {
			return this.known.isValid();
		}

		@Override
		public boolean cancel() {
			return this.known.cancel();
		}

	}

}
