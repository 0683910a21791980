package io.selvage.catalog.secret;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A sealed secret can be opened with its key at its place, and in no other way.
 */
class EnvelopeTests {

	private static final EncryptionKey OLD = key(1);

	private static final EncryptionKey NEW = key(2);

	private static final String PLACE = "backends/a.credentials.header";

	private final Envelope envelope = new Envelope(new KeyRing(List.of(OLD)));

	@Test
	void whatWasSealedIsOpenedAndIsNowhereInClear() {
		String sealed = this.envelope.seal("hunter2-hunter2", PLACE);
		assertThat(this.envelope.open(sealed, PLACE)).isEqualTo("hunter2-hunter2");
		assertThat(sealed).doesNotContain("hunter2")
			.doesNotContain(Base64.getEncoder().encodeToString("hunter2".getBytes()).substring(0, 8));
	}

	@Test
	void theSameSecretIsSealedDifferentlyEachTime() {
		assertThat(this.envelope.seal("a", PLACE)).isNotEqualTo(this.envelope.seal("a", PLACE));
	}

	@Test
	void aSealedSecretMovedElsewhereIsRefused() {
		String sealed = this.envelope.seal("a", PLACE);
		assertThatThrownBy(() -> this.envelope.open(sealed, "backends/b.credentials.header"))
			.isInstanceOf(SecretException.class)
			.hasMessageContaining("changed or moved");
	}

	@Test
	void everyChangedCharacterIsNoticed() {
		String sealed = this.envelope.seal("abc", PLACE);
		int start = sealed.indexOf(':', "enc:v1:".length()) + 1;
		// The last character of each Base64 part may hold bits that decode to nothing.
		int between = sealed.lastIndexOf(':');
		for (int i = start; i < sealed.length() - 1; i++) {
			if (i != between && i != between - 1) {
				char other = (sealed.charAt(i) == 'A') ? 'B' : 'A';
				String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
				assertThatThrownBy(() -> this.envelope.open(changed, PLACE)).isInstanceOf(SecretException.class);
			}
		}
	}

	@Test
	void anUnknownKeyIsNamed() {
		String sealed = new Envelope(new KeyRing(List.of(NEW))).seal("a", PLACE);
		assertThatThrownBy(() -> this.envelope.open(sealed, PLACE)).hasMessageContaining(NEW.id());
	}

	@Test
	void rotationSealsWithTheFirstKeyAndLeavesTheRest() {
		String sealed = this.envelope.seal("a", PLACE);
		Envelope both = new Envelope(new KeyRing(List.of(NEW, OLD)));
		String rotated = both.rotate(sealed, PLACE);
		assertThat(new Envelope(new KeyRing(List.of(NEW))).open(rotated, PLACE)).isEqualTo("a");
		assertThat(both.rotate(rotated, PLACE)).isSameAs(rotated);
	}

	@Test
	void withoutAKeyNothingIsSealed() {
		assertThatThrownBy(() -> new Envelope(new KeyRing(List.of())).seal("a", PLACE))
			.isInstanceOf(SecretException.class)
			.hasMessageContaining(KeySources.ENVIRONMENT_VARIABLE);
	}

	private static EncryptionKey key(int seed) {
		byte[] bytes = new byte[EncryptionKey.BYTES];
		bytes[0] = (byte) seed;
		return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
	}

}
