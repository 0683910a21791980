package io.selvage.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.selvage.gateway.forward.BearerToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A token that is renewed in the background before it expires, by one call at a time.
 * While a renewal fails, the old token is used as long as it is valid, and the next
 * attempt waits a little.
 */
final class RenewedToken implements BearerToken {

	/** Tokens live an hour or longer. */
	private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final Supplier<Mono<IdentityTokens.Token>> source;

	private final Clock clock;

	private final AtomicReference<@Nullable Mono<String>> fetching = new AtomicReference<>();

	private volatile IdentityTokens.@Nullable Token token;

	private volatile Instant renewFrom = Instant.MIN;

	RenewedToken(Supplier<Mono<IdentityTokens.Token>> source, Clock clock) {
		this.source = source;
		this.clock = clock;
	}

	@Override
	public @Nullable String current() {
		IdentityTokens.Token known = this.token;
		Instant now = this.clock.instant();
		if (known == null || !now.isBefore(known.expires())) {
			return null;
		}
		if (!now.isBefore(this.renewFrom)) {
			this.renewFrom = now.plus(RETRY_AFTER);
			fetch().subscribe((renewed) -> {
			}, (failure) -> {
			});
		}
		return known.value();
	}

	@Override
	public Mono<String> fetch() {
		return Mono.defer(() -> {
			Mono<String> running = this.fetching.get();
			if (running != null) {
				return running;
			}
			Mono<String> started = Mono.defer(this.source)
				.doOnNext(this::accept)
				.map(IdentityTokens.Token::value)
				.doFinally((signal) -> this.fetching.set(null))
				.cache();
			return this.fetching.compareAndSet(null, started) ? started : fetch();
		});
	}

	private void accept(IdentityTokens.Token fetched) {
		Duration life = Duration.between(this.clock.instant(), fetched.expires());
		Duration early = (life.dividedBy(2).compareTo(RENEW_BEFORE) < 0) ? life.dividedBy(2) : RENEW_BEFORE;
		this.renewFrom = fetched.expires().minus(early);
		this.token = fetched;
	}

}
