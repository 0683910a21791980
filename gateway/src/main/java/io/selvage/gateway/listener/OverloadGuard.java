package io.selvage.gateway.listener;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.netty.util.internal.PlatformDependent;
import io.selvage.gateway.metrics.GatewayMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns requests away while the gateway is busy beyond its means: too many under way, too
 * little direct memory left, or an event loop that does not keep up. A request that is
 * turned away costs next to nothing; one that is let in can be finished. Each reason is
 * counted, and logged once in ten seconds.
 */
public final class OverloadGuard {

	private static final Logger logger = LoggerFactory.getLogger(OverloadGuard.class);

	private static final long LARGE_BODY = 65536;

	private final AtomicInteger underWay = new AtomicInteger();

	private final int maxUnderWay;

	private final Signals signals;

	private final Reason requests;

	private final Reason memory;

	private final Reason lag;

	/**
	 * Creates the guard.
	 * @param maxUnderWay how many requests may be under way
	 * @param loops measures event loops
	 * @param meters counts what is turned away
	 */
	public OverloadGuard(int maxUnderWay, LoopLag loops, GatewayMeters meters) {
		this(maxUnderWay, new Signals(OverloadGuard::directMemory, loops::overloaded), meters);
	}

	OverloadGuard(int maxUnderWay, Signals signals, GatewayMeters meters) {
		this.maxUnderWay = maxUnderWay;
		this.signals = signals;
		this.requests = new Reason("more than " + maxUnderWay + " requests are under way", meters.rejected("requests"));
		this.memory = new Reason("direct memory runs out", meters.rejected("memory"));
		this.lag = new Reason("an event loop does not keep up", meters.rejected("lag"));
	}

	private static long directMemory() {
		long max = PlatformDependent.maxDirectMemory();
		long used = PlatformDependent.usedDirectMemory();
		return (max <= 0 || used < 0) ? 0 : used * 1000 / max;
	}

	/**
	 * Decides about a request. If it is let in, {@link #leave} is called when it is over.
	 * @param bodyLength the length of its body, -1 if unknown
	 * @return whether it is let in
	 */
	boolean enter(long bodyLength) {
		Reason reason = (this.underWay.incrementAndGet() > this.maxUnderWay) ? this.requests : shortage(bodyLength);
		if (reason == null) {
			return true;
		}
		this.underWay.decrementAndGet();
		reason.turnAway();
		return false;
	}

	private @Nullable Reason shortage(long bodyLength) {
		long used = this.signals.memoryPermille.getAsLong();
		boolean largeBody = bodyLength < 0 || bodyLength > LARGE_BODY;
		if (used > 900 || (used > 800 && largeBody)) {
			return this.memory;
		}
		return this.signals.lagging.getAsBoolean() ? this.lag : null;
	}

	void leave() {
		this.underWay.decrementAndGet();
	}

	/**
	 * Returns how many requests are under way.
	 * @return zero or more
	 */
	public int underWay() {
		return this.underWay.get();
	}

	/**
	 * What tells that the gateway is short of something.
	 *
	 * @param memoryPermille how much of the direct memory is used, in thousandths
	 * @param lagging whether an event loop does not keep up
	 */
	record Signals(LongSupplier memoryPermille, BooleanSupplier lagging) {
	}

	private static final class Reason {

		private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

		private final String text;

		private final Counter counter;

		private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

		Reason(String text, Counter counter) {
			this.text = text;
			this.counter = counter;
		}

		void turnAway() {
			this.counter.increment();
			long before = this.loggedAt.get();
			long now = System.nanoTime();
			if (now - before >= QUIET_NANOS && this.loggedAt.compareAndSet(before, now)) {
				logger.warn("Requests are turned away with 503: {} ({} so far)", this.text,
						(long) this.counter.count());
			}
		}

	}

}
