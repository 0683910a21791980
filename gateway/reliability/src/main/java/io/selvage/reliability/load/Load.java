package io.selvage.reliability.load;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/**
 * Clients on one thread that ask as planned until they are stopped. Requests that find
 * every connection busy wait; connections are used in turn, so that each is idle for a
 * while between two requests.
 */
public final class Load implements AutoCloseable {

	private final LoadPlan plan;

	private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final Lanes lanes;

	private final List<Answer> answers = new ArrayList<>();

	private final Deque<Call> waiting = new ArrayDeque<>();

	private final CountDownLatch done = new CountDownLatch(1);

	private long begun;

	private long cpuBefore;

	private int sent;

	private boolean stopping;

	private Load(LoadPlan plan) {
		this.plan = plan;
		this.lanes = new Lanes(plan, this.loop.next(), this);
	}

	/**
	 * Begins to ask.
	 * @param plan the plan
	 * @return the load, to be stopped
	 */
	public static Load start(LoadPlan plan) {
		Load load = new Load(plan);
		load.cpuBefore = cpuNanos();
		load.begun = System.nanoTime();
		load.loop.next().scheduleAtFixedRate(load::tick, 0, 1, TimeUnit.MILLISECONDS);
		return load;
	}

	/**
	 * Asks for a while.
	 * @param plan the plan
	 * @param seconds how long
	 * @return what became of the requests
	 */
	public static LoadResult run(LoadPlan plan, int seconds) {
		try (Load load = start(plan)) {
			TimeUnit.SECONDS.sleep(seconds);
			return load.stop();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks nothing more and waits for what is under way.
	 * @return what became of all requests
	 */
	public LoadResult stop() {
		this.loop.next().execute(() -> {
			this.stopping = true;
			finishIfIdle();
		});
		try {
			this.done.await(this.plan.patience().toMillis() + 5000, TimeUnit.MILLISECONDS);
			double cores = (cpuNanos() - this.cpuBefore) / (double) (System.nanoTime() - this.begun);
			return this.loop.next().submit(() -> new LoadResult(List.copyOf(this.answers), cores)).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (java.util.concurrent.ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private static long cpuNanos() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
	}

	private void tick() {
		if (this.stopping) {
			return;
		}
		long now = System.nanoTime();
		long due = (now - this.begun) * this.plan.rate() / TimeUnit.SECONDS.toNanos(1);
		while (this.sent <= due) {
			long moment = this.begun + this.sent * TimeUnit.SECONDS.toNanos(1) / this.plan.rate();
			dispatch(new Call(this.plan.asks().apply(this.sent), moment, this));
			this.sent++;
		}
	}

	/**
	 * Sends a request as soon as there is a connection for it.
	 * @param call the request
	 */
	void dispatch(Call call) {
		if (!this.lanes.send(call)) {
			this.waiting.add(call);
		}
	}

	/** A connection has become free, or may be opened. */
	void next() {
		Call call = this.waiting.poll();
		while (call != null && this.lanes.send(call)) {
			call = this.waiting.poll();
		}
		if (call != null) {
			this.waiting.addFirst(call);
		}
	}

	void ended(Answer answer) {
		this.answers.add(answer);
		finishIfIdle();
	}

	private void finishIfIdle() {
		if (this.stopping && this.answers.size() == this.sent) {
			this.done.countDown();
		}
	}

	@Override
	public void close() {
		this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

}
