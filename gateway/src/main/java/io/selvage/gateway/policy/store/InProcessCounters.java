package io.selvage.gateway.policy.store;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Counters in the memory of this process: every instance of the gateway counts its own
 * calls. The number of counters is bounded, so that clients who invent keys cannot fill
 * the memory; those not used for longest are then forgotten.
 */
final class InProcessCounters implements Counters {

	private static final long MOST = 200_000;

	private final LongSupplier clock;

	private final ConcurrentMap<String, SlidingWindow> windows;

	private final ConcurrentMap<String, Total> totals;

	/**
	 * Creates counters.
	 * @param clock the monotonic time in nanoseconds
	 */
	InProcessCounters(LongSupplier clock) {
		this.clock = clock;
		this.windows = bounded(Expiry.<String, SlidingWindow>writing((key, window) -> window.length()), clock).asMap();
		this.totals = bounded(Expiry.<String, Total>writing((key, total) -> total.lifetime()), clock).asMap();
	}

	private static <V> Cache<String, V> bounded(Expiry<String, V> expiry, LongSupplier clock) {
		return Caffeine.newBuilder()
			.maximumSize(MOST)
			.ticker(clock::getAsLong)
			.executor(Runnable::run)
			.expireAfter(expiry)
			.build();
	}

	@Override
	public Mono<Usage> slide(String key, long limit, long amount, Duration window) {
		Answer answer = new Answer();
		this.windows.compute(key, (name, known) -> {
			SlidingWindow counted = (known != null && known.length().equals(window)) ? known
					: new SlidingWindow(window);
			answer.usage = counted.take(this.clock.getAsLong(), limit, amount);
			return counted;
		});
		return Mono.justOrEmpty(answer.usage);
	}

	@Override
	public Mono<Usage> count(String key, long limit, long amount, Duration lifetime) {
		return total(key, limit, amount, false, lifetime);
	}

	@Override
	public Mono<Usage> reserve(String key, long limit, long amount, Duration lifetime) {
		return total(key, limit, amount, true, lifetime);
	}

	private Mono<Usage> total(String key, long limit, long amount, boolean whole, Duration lifetime) {
		Answer answer = new Answer();
		this.totals.compute(key, (name, known) -> {
			long before = (known != null) ? known.used() : 0;
			boolean allowed = before < limit && !(whole && before + amount > limit);
			Total total = new Total(allowed ? Math.max(0, before + amount) : before, lifetime);
			answer.usage = new Usage(allowed, total.used(), allowed ? Duration.ZERO : lifetime);
			return total;
		});
		return Mono.justOrEmpty(answer.usage);
	}

	private record Total(long used, Duration lifetime) {
	}

	private static final class Answer {

		private @Nullable Usage usage;

	}

}
