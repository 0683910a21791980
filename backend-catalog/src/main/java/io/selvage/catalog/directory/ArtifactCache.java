package io.selvage.catalog.directory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read of each file until the file changes. Formats that do not show their
 * own end (YAML, GraphQL) may be read while they are half written: such a file is held
 * back for a while if it became a mere beginning of what it was when last served.
 */
final class ArtifactCache {

	private final InstantSource clock;

	private final Duration grace;

	private Map<String, Entry> served = Map.of();

	private Map<String, Entry> read = Map.of();

	private final Map<String, Instant> heldSince = new HashMap<>();

	ArtifactCache(InstantSource clock, Duration grace) {
		this.clock = clock;
		this.grace = grace;
	}

	/** Reads what is not known yet. */
	SortedMap<String, Artifact> read(FileTree tree) throws IOException {
		Map<String, Entry> entries = new HashMap<>();
		SortedMap<String, Artifact> artifacts = new TreeMap<>();
		for (Map.Entry<String, FileTree.Stamp> file : tree.files().entrySet()) {
			Entry known = this.read.get(file.getKey());
			Entry entry = (known != null && known.stamp().equals(file.getValue())) ? known
					: entry(tree, file.getKey(), file.getValue(), known);
			entries.put(file.getKey(), entry);
			artifacts.put(file.getKey(), entry.artifact());
		}
		this.read = entries;
		return artifacts;
	}

	/** The same content keeps its object, whatever its time stamp. */
	private static Entry entry(FileTree tree, String file, FileTree.Stamp stamp, @Nullable Entry known)
			throws IOException {
		byte[] bytes = tree.read(file);
		if (known != null && Arrays.equals(known.artifact().bytes(), bytes)) {
			return new Entry(stamp, known.artifact());
		}
		return new Entry(stamp, new Artifact(file, bytes));
	}

	/** The files that look half written. */
	Set<String> held() {
		Set<String> held = new TreeSet<>();
		Instant now = this.clock.instant();
		this.read.forEach((file, entry) -> {
			Entry before = this.served.get(file);
			if (before != null && !showsItsEnd(file) && isBeginning(entry.artifact().bytes(), before.artifact().bytes())
					&& now.isBefore(this.heldSince.computeIfAbsent(file, (name) -> now).plus(this.grace))) {
				held.add(file);
			}
		});
		return held;
	}

	/** What was read last is served now. */
	void serve() {
		this.served = this.read;
		this.heldSince.clear();
	}

	private static boolean showsItsEnd(String file) {
		return file.endsWith(".json") || file.endsWith(".xml") || file.endsWith(".wsdl") || file.endsWith(".wadl");
	}

	private static boolean isBeginning(byte[] bytes, byte[] whole) {
		return bytes.length < whole.length && Arrays.equals(bytes, 0, bytes.length, whole, 0, bytes.length);
	}

	/**
	 * A file that was read.
	 *
	 * @param stamp its size and time
	 * @param artifact its content
	 */
	private record Entry(FileTree.Stamp stamp, Artifact artifact) {
	}

}
