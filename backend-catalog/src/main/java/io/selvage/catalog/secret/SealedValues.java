package io.selvage.catalog.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last values of vaults in a file, each encrypted as secrets in the store are, so
 * that a gateway starts and serves while a vault is away.
 */
public final class SealedValues {

	private static final Logger logger = LoggerFactory.getLogger(SealedValues.class);

	private final Path file;

	private final Envelope envelope;

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Creates it.
	 * @param file the file
	 * @param envelope what encrypts
	 */
	public SealedValues(Path file, Envelope envelope) {
		this.file = file;
		this.envelope = envelope;
	}

	/**
	 * Reads the values. A line that cannot be read or opened is left out.
	 * @return by reference; empty if there is no file
	 */
	Map<KeyVaultReference, Secret> read() {
		Map<KeyVaultReference, Secret> values = new HashMap<>();
		try {
			if (Files.exists(this.file)) {
				for (String line : Files.readAllLines(this.file)) {
					JsonNode entry = this.json.readTree(line);
					KeyVaultReference reference = new KeyVaultReference(entry.path("identifier").asString(),
							entry.path("client").asString(null));
					values.put(reference,
							Secret.of(this.envelope.open(entry.path("value").asString(), place(reference))));
				}
			}
		}
		catch (IOException | JacksonException | SecretException ex) {
			logger.warn("The copy of the vaults' values {} cannot be read: {}", this.file, ex.getMessage());
		}
		return values;
	}

	/** Encrypts all values with the active key. */
	public void rotate() {
		Map<KeyVaultReference, Secret> values = read();
		if (!values.isEmpty()) {
			write(values);
		}
	}

	/**
	 * Replaces the values, in one step.
	 * @param values by reference
	 */
	void write(Map<KeyVaultReference, Secret> values) {
		StringBuilder lines = new StringBuilder();
		try {
			values.forEach((reference, value) -> {
				ObjectNode entry = this.json.createObjectNode();
				entry.put("identifier", reference.secretIdentifier());
				entry.put("client", reference.identityClientId());
				entry.put("value", this.envelope.seal(value.reveal(), place(reference)));
				lines.append(this.json.writeValueAsString(entry)).append('\n');
			});
			Path folder = this.file.toAbsolutePath().getParent();
			if (folder != null) {
				Files.createDirectories(folder);
			}
			replace(lines.toString().getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException | SecretException ex) {
			logger.warn("The copy of the vaults' values could not be written: {}", ex.getMessage());
		}
	}

	private void replace(byte[] bytes) throws IOException {
		Path next = this.file.resolveSibling(this.file.getFileName() + ".tmp");
		try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static String place(KeyVaultReference reference) {
		return "key-vault|" + reference.secretIdentifier() + "|" + reference.identityClientId();
	}

}
