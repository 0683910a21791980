package io.selvage.gateway.policy.jwt;

import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.selvage.gateway.policy.HttpCaller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The configurations of identity providers, each fetched when it is first needed and
 * again after an hour, or when a token names a key it does not have.
 */
public final class OpenIdConfigurations {

	/** An expression may make any number of URLs. */
	private static final int LARGEST = 1000;

	private final ConcurrentMap<String, FetchedConfiguration> configurations = Caffeine.newBuilder()
		.maximumSize(LARGEST)
		.executor(Runnable::run)
		.<String, FetchedConfiguration>build()
		.asMap();

	private final LongSupplier nanoTime;

	/**
	 * Creates it.
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public OpenIdConfigurations(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Returns a configuration that is at hand.
	 * @param url where it is published
	 * @return the configuration; null if it is unknown or too old
	 */
	public @Nullable OpenIdConfiguration current(String url) {
		FetchedConfiguration known = this.configurations.get(url);
		return (known != null) ? known.current() : null;
	}

	/**
	 * Gets a configuration.
	 * @param url where it is published
	 * @param computed true if an expression made the URL
	 * @param again true if the one at hand lacks a key; it is then fetched again, at most
	 * once in five minutes
	 * @param caller makes the calls
	 * @return the configuration; the one at hand if it cannot be fetched again; else an
	 * {@link InvalidTokenException}
	 */
	public Mono<OpenIdConfiguration> get(String url, boolean computed, boolean again, HttpCaller caller) {
		return this.configurations.computeIfAbsent(url, (key) -> new FetchedConfiguration(key, computed, this.nanoTime))
			.get(again, caller);
	}

}
