package io.selvage.catalog.security;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Static tokens are kept as hashes and give what they were made for.
 */
class TokenAuthenticatorTests {

	private final String token = AccessToken.generate();

	private final AccessToken kept = AccessToken.of("pipeline", this.token, Set.of(Role.READER));

	private final TokenAuthenticator authenticator = new TokenAuthenticator(List.of(this.kept));

	@Test
	void theRightTokenIsKnown() {
		StepVerifier.create(this.authenticator.authenticate(Credentials.of("bearer " + this.token, null)))
			.expectNext(new Caller("pipeline", Set.of(Role.READER)))
			.verifyComplete();
	}

	@Test
	void anythingElseIsNot() {
		for (String header : List.of("Bearer " + this.token + "x", "Bearer ", "Basic " + this.token, this.token,
				"Bearer " + this.kept.sha256())) {
			StepVerifier.create(this.authenticator.authenticate(Credentials.of(header, null))).verifyComplete();
		}
		StepVerifier.create(this.authenticator.authenticate(Credentials.of(null, null))).verifyComplete();
	}

	@Test
	void theTokenIsNotKeptInClear() {
		assertThat(this.kept.toString()).doesNotContain(this.token);
		assertThat(Credentials.of("Bearer " + this.token, null).toString()).doesNotContain(this.token);
	}

	@Test
	void aShortTokenIsRefusedWithoutShowingIt() {
		assertThatThrownBy(() -> AccessToken.of("a", "geheim", Set.of())).hasMessageContaining("20 characters")
			.hasMessageNotContaining("geheim");
	}

	@Test
	void rolesAllowWhatTheyAreFor() {
		Caller reader = new Caller("r", Set.of(Role.READER));
		Caller contributor = new Caller("c", Set.of(Role.CONTRIBUTOR));
		Caller secretReader = new Caller("s", Set.of(Role.SECRET_READER));
		Caller nobody = new Caller("n", Set.of());
		assertThat(List.of(reader, contributor, secretReader)).allMatch((caller) -> caller.may(Caller.Access.READ));
		assertThat(nobody.may(Caller.Access.READ)).isFalse();
		assertThat(contributor.may(Caller.Access.WRITE)).isTrue();
		assertThat(List.of(reader, secretReader, nobody)).noneMatch((caller) -> caller.may(Caller.Access.WRITE));
		assertThat(secretReader.may(Caller.Access.READ_SECRETS)).isTrue();
		assertThat(List.of(reader, contributor, nobody)).noneMatch((caller) -> caller.may(Caller.Access.READ_SECRETS));
	}

}
