package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code file:PATH}: a file below one folder, such as a mounted Kubernetes Secret. Only
 * that folder can be read, because whoever may write named values must not thereby read
 * any file of the machine. A line end at the end of the file is not part of the secret.
 */
public final class FileSecretSource implements SecretSource {

	private static final String SCHEME = "file:";

	/** No password, key or certificate is larger, in bytes. */
	private static final int LIMIT = 256 * 1024;

	/**
	 * Looking works on every file system, also on Kubernetes volumes, whose files are
	 * replaced by changing the link {@code ..data}.
	 */
	private static final Duration LOOK = Duration.ofSeconds(2);

	private final Path folder;

	/**
	 * Creates a source.
	 * @param folder the only folder that is read, with what lies below it
	 */
	public FileSecretSource(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
	}

	@Override
	public boolean supports(String identifier) {
		return identifier.startsWith(SCHEME);
	}

	@Override
	public Mono<Secret> fetch(KeyVaultReference reference) {
		return Mono.fromCallable(() -> read(reference.secretIdentifier())).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Duration interval(Duration usual) {
		return (usual.compareTo(LOOK) < 0) ? usual : LOOK;
	}

	/** What is not text, such as a PKCS #12 container, is taken as its Base64. */
	private static String text(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.replaceFirst("\\r?\\n\\z", "");
		}
		catch (CharacterCodingException binary) {
			return Base64.getEncoder().encodeToString(bytes);
		}
	}

	private Secret read(String identifier) {
		Path file = this.folder.resolve(identifier.substring(SCHEME.length()).replaceFirst("^//(?=/)", "")).normalize();
		if (!file.startsWith(this.folder)) {
			throw new SecretException("'" + identifier + "' is outside the folder of secrets " + this.folder + ".");
		}
		try {
			Path real = file.toRealPath();
			if (!real.startsWith(this.folder.toRealPath())) {
				throw new SecretException("'" + identifier + "' leads outside the folder of secrets.");
			}
			if (Files.size(real) > LIMIT) {
				throw new SecretException("'" + identifier + "' is larger than " + LIMIT + " bytes.");
			}
			return Secret.of(text(Files.readAllBytes(real)));
		}
		catch (IOException ex) {
			throw new SecretException("'" + identifier + "' cannot be read.", ex);
		}
	}

}
