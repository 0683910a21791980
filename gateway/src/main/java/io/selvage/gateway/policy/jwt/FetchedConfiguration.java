package io.selvage.gateway.policy.jwt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.OutboundCall;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One configuration. Requests that need it at the same time share one fetch; one that
 * cannot be fetched again stays in use.
 */
final class FetchedConfiguration {

	private static final long FRESH = Duration.ofHours(1).toNanos();

	private static final long AGAIN_AFTER = Duration.ofMinutes(5).toNanos();

	/** While there is no configuration at all, every token is refused: try soon. */
	private static final long RETRY_AFTER = Duration.ofSeconds(10).toNanos();

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int LARGEST = 1024 * 1024;

	private final AtomicReference<@Nullable Mono<OpenIdConfiguration>> fetching = new AtomicReference<>();

	private final String url;

	private final boolean computed;

	private final LongSupplier nanoTime;

	private volatile @Nullable Fetched last;

	FetchedConfiguration(String url, boolean computed, LongSupplier nanoTime) {
		this.url = url;
		this.computed = computed;
		this.nanoTime = nanoTime;
	}

	/** The last fetch: what is known since when, and when the last attempt was. */
	private record Fetched(@Nullable OpenIdConfiguration known, long since, long attempted, String failure) {
	}

	@Nullable OpenIdConfiguration current() {
		Fetched state = this.last;
		if (state == null || state.known() == null) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		boolean fresh = now - state.since() < FRESH || now - state.attempted() < AGAIN_AFTER;
		return fresh ? state.known() : null;
	}

	Mono<OpenIdConfiguration> get(boolean again, HttpCaller caller) {
		OpenIdConfiguration current = again ? null : current();
		if (current != null) {
			return Mono.just(current);
		}
		Fetched state = this.last;
		if (state != null) {
			long age = this.nanoTime.getAsLong() - state.attempted();
			OpenIdConfiguration known = state.known();
			if (known != null && age < AGAIN_AFTER) {
				return Mono.just(known);
			}
			if (known == null && age < RETRY_AFTER) {
				return Mono.error(unreadable(state.failure()));
			}
		}
		return fetch(caller);
	}

	private Mono<OpenIdConfiguration> fetch(HttpCaller caller) {
		return Mono.defer(() -> {
			Mono<OpenIdConfiguration> running = this.fetching.get();
			if (running != null) {
				return running;
			}
			Mono<OpenIdConfiguration> started = Mono.defer(() -> load(caller))
				.doOnNext(this::accept)
				.onErrorResume(this::keep)
				.doFinally((signal) -> this.fetching.set(null))
				.cache();
			return this.fetching.compareAndSet(null, started) ? started : fetch(caller);
		});
	}

	private void accept(OpenIdConfiguration loaded) {
		long now = this.nanoTime.getAsLong();
		this.last = new Fetched(loaded, now, now, "");
	}

	private Mono<OpenIdConfiguration> keep(Throwable cause) {
		Fetched before = this.last;
		OpenIdConfiguration known = (before != null) ? before.known() : null;
		String failure = String.valueOf(cause.getMessage());
		long now = this.nanoTime.getAsLong();
		this.last = new Fetched(known, (before != null) ? before.since() : now, now, failure);
		return (known != null) ? Mono.just(known) : Mono.error(unreadable(failure));
	}

	private Mono<OpenIdConfiguration> load(HttpCaller caller) {
		return read(caller, this.url).map(OpenIdConfiguration::metadata)
			.flatMap((metadata) -> read(caller, metadata.keysUrl())
				.map((keys) -> new OpenIdConfiguration(metadata.issuer(), OpenIdConfiguration.keys(keys))));
	}

	private Mono<byte[]> read(HttpCaller caller, String target) {
		ListHeaders headers = new ListHeaders();
		headers.set("Accept", "application/json");
		OutboundCall.Options options = new OutboundCall.Options(TIMEOUT, LARGEST, this.computed, null, null);
		return caller.call(new OutboundCall("GET", MessageUrl.parse(target), headers, null, options))
			.map(FetchedConfiguration::body);
	}

	private static byte[] body(GatewayResponse response) {
		MessageBody body = response.body();
		byte[] bytes = (body != null) ? body.bytes() : null;
		if (response.statusCode() != 200 || bytes == null) {
			throw new IllegalArgumentException("it was answered with status " + response.statusCode());
		}
		return bytes;
	}

	private InvalidTokenException unreadable(String failure) {
		return new InvalidTokenException("TokenSignatureKeyNotFound",
				"The OpenID configuration " + this.url + " cannot be read: " + failure + ". Access denied.");
	}

}
