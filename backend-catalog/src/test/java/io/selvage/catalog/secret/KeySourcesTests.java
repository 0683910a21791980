package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Keys come from the environment and from private files; a wrong one is named, not shown.
 */
class KeySourcesTests {

	@TempDir
	private Path folder;

	@Test
	void aGeneratedKeyIsPrivateAndStays() throws IOException {
		KeySources.generateIfAbsent(this.folder);
		String first = KeySources.read(null, this.folder).active().id();
		KeySources.generateIfAbsent(this.folder);
		assertThat(KeySources.read(null, this.folder).active().id()).isEqualTo(first);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.folder.resolve("generated.key"))))
			.isEqualTo("rw-------");
	}

	@Test
	void theVariableComesFirstThenTheLastFileName() throws IOException {
		write("2026-01.key", key(1));
		write("2026-02.key", key(2));
		assertThat(KeySources.read(null, this.folder).active()).isEqualTo(EncryptionKey.parse(key(2)));
		KeyRing ring = KeySources.read(key(3), this.folder);
		assertThat(ring.active()).isEqualTo(EncryptionKey.parse(key(3)));
		assertThat(ring.find(EncryptionKey.parse(key(1)).id())).isNotNull();
	}

	@Test
	void aKeyFileEverybodyMayReadIsRefused() throws IOException {
		Path file = write("a.key", key(1));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		assertThatThrownBy(() -> KeySources.read(null, this.folder)).isInstanceOf(SecretException.class)
			.hasMessageContaining("a.key")
			.hasMessageContaining("0600");
	}

	@Test
	void aMalformedKeyIsNamedButNotShown() throws IOException {
		String tooShort = Base64.getEncoder().encodeToString("too short".getBytes());
		write("a.key", tooShort);
		assertThatThrownBy(() -> KeySources.read(null, this.folder)).hasMessageContaining("32 bytes")
			.hasMessageContaining("a.key")
			.hasMessageNotContaining(tooShort);
		assertThatThrownBy(() -> KeySources.read("%%%", null)).hasMessageContaining("not Base64")
			.hasMessageNotContaining("%%%");
	}

	private Path write(String name, String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), text + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		return file;
	}

	private static String key(int seed) {
		byte[] bytes = new byte[EncryptionKey.BYTES];
		bytes[5] = (byte) seed;
		return Base64.getEncoder().encodeToString(bytes);
	}

}
