package io.selvage.gateway.policy.store;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import reactor.core.publisher.Mono;

/**
 * A cache in the memory of this process: every instance of the gateway has its own.
 * Bounded by the estimated size of what it holds; what is used least goes first.
 */
final class InProcessValueCache implements ValueCache {

	private static final long LARGEST_SIZE = 128L << 20;

	private static final int ENTRY_OVERHEAD = 128;

	/** What a value is taken for whose size nobody knows. */
	private static final int UNKNOWN_SIZE = 2048;

	private final LongSupplier clock;

	private final Cache<String, Entry> entries;

	/**
	 * Creates an empty cache.
	 * @param clock the monotonic time in nanoseconds
	 */
	InProcessValueCache(LongSupplier clock) {
		this.clock = clock;
		this.entries = Caffeine.newBuilder()
			.maximumWeight(LARGEST_SIZE)
			.weigher(InProcessValueCache::size)
			.ticker(clock::getAsLong)
			.executor(Runnable::run)
			.expireAfter(Expiry.<String, Entry>writing((key, entry) -> entry.lifetime()))
			.build();
	}

	@Override
	public Mono<Object> get(String key) {
		Entry entry = this.entries.getIfPresent(key);
		// the cache may round the time at which it drops an entry; this does not
		return (entry == null || this.clock.getAsLong() - entry.written() >= entry.lifetime().toNanos()) ? Mono.empty()
				: Mono.just(entry.value());
	}

	@Override
	public Mono<Void> put(String key, Object value, Duration lifetime) {
		this.entries.put(key, new Entry(value, this.clock.getAsLong(), lifetime));
		return Mono.empty();
	}

	@Override
	public Mono<Void> remove(String key) {
		this.entries.invalidate(key);
		return Mono.empty();
	}

	private static int size(String key, Entry entry) {
		long size = ENTRY_OVERHEAD + 2L * key.length();
		Object value = entry.value();
		if (value instanceof String text) {
			size += 2L * text.length();
		}
		else if (value instanceof byte[] bytes) {
			size += bytes.length;
		}
		else if (value instanceof CachedResponse response) {
			size += UNKNOWN_SIZE + response.body().length;
		}
		else if (!(value instanceof Number || value instanceof Boolean)) {
			size += UNKNOWN_SIZE;
		}
		return (int) Math.min(size, Integer.MAX_VALUE);
	}

	private record Entry(Object value, long written, Duration lifetime) {
	}

}
