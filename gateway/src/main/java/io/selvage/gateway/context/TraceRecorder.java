package io.selvage.gateway.context;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the trace entries of one request. Whoever writes an entry first asks whether
 * the request is traced at all: an untraced request costs one null check.
 * <p>
 * Entries may come from other threads than the request's event loop (a re-resolve that
 * ends in the background), so adding is synchronised.
 */
public final class TraceRecorder {

	private final List<TraceEntry> entries = new ArrayList<>();

	private final long startNanos = System.nanoTime();

	/**
	 * Adds an entry.
	 * @param section the section it belongs to
	 * @param source the policy or built-in step that writes it
	 * @param data a string, or a map of strings, numbers, booleans, lists and maps
	 */
	public void add(TraceSection section, String source, Object data) {
		TraceEntry entry = new TraceEntry(section, source, Instant.now(), System.nanoTime() - this.startNanos, data);
		synchronized (this.entries) {
			this.entries.add(entry);
		}
	}

	/**
	 * Returns how many entries there are.
	 * @return the number
	 */
	public int size() {
		synchronized (this.entries) {
			return this.entries.size();
		}
	}

	/**
	 * Returns what was recorded so far.
	 * @return a copy, in the order of writing
	 */
	public List<TraceEntry> entries() {
		synchronized (this.entries) {
			return List.copyOf(this.entries);
		}
	}

}
