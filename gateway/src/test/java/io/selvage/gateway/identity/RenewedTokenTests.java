package io.selvage.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.gateway.forward.BearerToken;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RenewedTokenTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final AtomicInteger fetches = new AtomicInteger();

	private boolean broken;

	private final ManagedIdentities identities = new ManagedIdentities(
			(wanted) -> this.broken ? Mono.error(new IllegalStateException("no answer"))
					: Mono.fromSupplier(() -> new IdentityTokens.Token("token-" + this.fetches.incrementAndGet(),
							this.now.get().plus(Duration.ofHours(1)))),
			new MovableClock(this.now));

	private final BearerToken token = this.identities.of(new IdentityTokens.Wanted("https://api", null));

	@Test
	void isFetchedOnceAndThenAtHand() {
		assertThat(this.token.current()).isNull();
		assertThat(this.token.fetch().block()).isEqualTo("token-1");
		assertThat(this.token.current()).isEqualTo("token-1");
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void isRenewedBeforeItExpiresWithoutAnybodyWaiting() {
		this.token.fetch().block();
		advance(Duration.ofMinutes(56));

		assertThat(this.token.current()).isEqualTo("token-1");
		assertThat(this.token.current()).isEqualTo("token-2");
		assertThat(this.fetches).hasValue(2);
	}

	@Test
	void servesAsLongAsItIsValidWhileTheRenewalFails() {
		this.token.fetch().block();
		this.broken = true;

		advance(Duration.ofMinutes(59));
		assertThat(this.token.current()).isEqualTo("token-1");

		advance(Duration.ofMinutes(1));
		assertThat(this.token.current()).isNull();
		assertThatIllegalStateException().isThrownBy(() -> this.token.fetch().block());

		this.broken = false;
		assertThat(this.token.fetch().block()).isEqualTo("token-2");
	}

	@Test
	void callersThatWaitTogetherShareOneCall() {
		Sinks.One<IdentityTokens.Token> answer = Sinks.one();
		AtomicInteger calls = new AtomicInteger();
		BearerToken slow = new ManagedIdentities((wanted) -> {
			calls.incrementAndGet();
			return answer.asMono();
		}, new MovableClock(this.now)).of(new IdentityTokens.Wanted("https://api", "id"));

		AtomicReference<String> first = new AtomicReference<>();
		AtomicReference<String> second = new AtomicReference<>();
		slow.fetch().subscribe(first::set);
		slow.fetch().subscribe(second::set);
		answer.tryEmitValue(new IdentityTokens.Token("t", this.now.get().plusSeconds(60)));

		assertThat(first).hasValue("t");
		assertThat(second).hasValue("t");
		assertThat(calls).hasValue(1);
	}

	@Test
	void theSameWishGivesTheSameToken() {
		assertThat(this.identities.of(new IdentityTokens.Wanted("https://api", null))).isSameAs(this.token);
		assertThat(this.identities.of(new IdentityTokens.Wanted("https://other", null))).isNotSameAs(this.token);
	}

	private void advance(Duration duration) {
		this.now.updateAndGet((time) -> time.plus(duration));
	}

	private static final class MovableClock extends Clock {

		private final AtomicReference<Instant> now;

		MovableClock(AtomicReference<Instant> now) {
			this.now = now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

	}

}
