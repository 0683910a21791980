package io.selvage.catalog.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of the store's last state in a file, so that a gateway starts and serves while
 * the database is away. Secrets are sealed in it as in the store.
 * <p>
 * The file is replaced in one step (a new file, forced to disk, renamed over the old
 * one), and its first line holds a checksum of the rest: what is read is always whole.
 */
final class LastGoodFile {

	private final Path file;

	private final JsonMapper json = JsonMapper.builder().build();

	LastGoodFile(Path file) {
		this.file = file;
	}

	/**
	 * Writes a state.
	 * @throws IOException if it cannot be written; the old file is still there then
	 */
	void write(CatalogStore.StoredState state) throws IOException {
		StringBuilder lines = new StringBuilder();
		for (StoredResource resource : state.resources()) {
			ObjectNode line = this.json.createObjectNode();
			line.put("path", resource.path());
			line.put("properties", resource.properties());
			lines.append(this.json.writeValueAsString(line)).append('\n');
		}
		String body = lines.toString();
		ObjectNode head = this.json.createObjectNode();
		head.put("revision", state.revision());
		head.put("checksum", checksum(body));
		Path folder = this.file.toAbsolutePath().getParent();
		if (folder != null) {
			// An embedded database makes it for its files, a shared one does not.
			Files.createDirectories(folder);
		}
		Path next = this.file.resolveSibling(this.file.getFileName() + ".tmp");
		try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			byte[] bytes = (this.json.writeValueAsString(head) + "\n" + body).getBytes(StandardCharsets.UTF_8);
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Reads the state.
	 * @return the state, or null if there is no file or it is damaged
	 */
	CatalogStore.@Nullable StoredState read() {
		try {
			if (!Files.exists(this.file)) {
				return null;
			}
			String text = Files.readString(this.file);
			int end = text.indexOf('\n');
			JsonNode head = this.json.readTree(text.substring(0, Math.max(0, end)));
			String body = text.substring(end + 1);
			if (head.path("checksum").asLong(-1) != checksum(body)) {
				return null;
			}
			List<StoredResource> resources = new ArrayList<>();
			for (String line : body.split("\n")) {
				if (!line.isEmpty()) {
					JsonNode resource = this.json.readTree(line);
					resources.add(new StoredResource(resource.path("path").asString(),
							resource.path("properties").asString()));
				}
			}
			return new CatalogStore.StoredState(head.path("revision").asLong(), resources);
		}
		catch (IOException | JacksonException damaged) {
			return null;
		}
	}

	private static long checksum(String body) {
		CRC32C checksum = new CRC32C();
		checksum.update(body.getBytes(StandardCharsets.UTF_8));
		return checksum.getValue();
	}

}
