package io.selvage.gateway.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationManagedIdentityTests {

	private static final String URL = "https://gw.example/api/7";

	private static PolicyFixture fixture(IdentityTokens tokens) {
		return PolicyFixture.get(URL)
			.with(List.of(new AuthenticationManagedIdentity(new ManagedIdentities(tokens, Clock.systemUTC()))));
	}

	private static Mono<IdentityTokens.Token> token(IdentityTokens.Wanted wanted) {
		return Mono.just(
				new IdentityTokens.Token(wanted.resource() + "/" + wanted.clientId(), Instant.now().plusSeconds(3600)));
	}

	@Test
	void theTokenGoesToTheAuthorizationHeader() {
		DryOutcome outcome = fixture(AuthenticationManagedIdentityTests::token)
			.inbound("<authentication-managed-identity resource=\"r\" client-id=\"c\" />")
			.run(Section.INBOUND);
		assertThat(outcome.context().request().headers().first("Authorization")).isEqualTo("Bearer r/c");
		assertThat(outcome.trace().toString()).doesNotContain("r/c");
	}

	@Test
	void aNamedVariableTakesTheTokenInstead() {
		DryOutcome outcome = fixture(AuthenticationManagedIdentityTests::token)
			.inbound("<authentication-managed-identity resource=\"r\" output-token-variable-name=\"t\" />")
			.run(Section.INBOUND);
		assertThat(outcome.context().variables()).containsEntry("t", "r/null");
		assertThat(outcome.context().request().headers().contains("Authorization")).isFalse();
	}

	@Test
	void aCallOfAPolicyCanBeAuthenticated() {
		DryOutcome outcome = fixture(AuthenticationManagedIdentityTests::token)
			.inbound("<send-request response-variable-name=\"x\"><set-url>http://o.example/</set-url>"
					+ "<authentication-managed-identity resource=\"r\" /></send-request>")
			.run(Section.INBOUND);
		assertThat(outcome.calls().get(0).headers().first("Authorization")).isEqualTo("Bearer r/null");
	}

	@Test
	void withoutATokenTheRequestFailsUnlessTheErrorIsIgnored() {
		IdentityTokens none = (wanted) -> Mono.error(new IllegalStateException("no identity here"));
		DryOutcome failed = fixture(none).inbound("<authentication-managed-identity resource=\"r\" />")
			.run(Section.INBOUND);
		assertThat(failed.context().lastError().reason()).isEqualTo("ManagedIdentityTokenFailure");
		assertThat(failed.context().lastError().message()).contains("no identity here");
		DryOutcome ignored = fixture(none)
			.inbound("<authentication-managed-identity resource=\"r\" ignore-error=\"true\" />")
			.run(Section.INBOUND);
		assertThat(ignored.onErrorRan()).isFalse();
	}

}
