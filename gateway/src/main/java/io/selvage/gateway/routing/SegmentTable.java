package io.selvage.gateway.routing;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A hash table from path segments to values that is asked with a range of the path, so
 * that a look-up allocates nothing. Segments are compared without (ASCII) case.
 * Immutable.
 *
 * @param <N> the type of the values
 */
final class SegmentTable<N> {

	private final String[] keys;

	private final Object[] values;

	private final int mask;

	SegmentTable(Map<String, N> entries) {
		int capacity = Math.max(2, Integer.highestOneBit(Math.max(1, entries.size()) * 2 - 1) * 2);
		this.keys = new String[capacity];
		this.values = new Object[capacity];
		this.mask = capacity - 1;
		entries.forEach(this::put);
	}

	/**
	 * Returns how a segment is written as a key.
	 * @param segment any case
	 * @return lower case
	 */
	static String key(String segment) {
		return segment.toLowerCase(Locale.ROOT);
	}

	private void put(String segment, N value) {
		String key = key(segment);
		int slot = hash(key, 0, key.length()) & this.mask;
		while (this.keys[slot] != null) {
			slot = (slot + 1) & this.mask;
		}
		this.keys[slot] = key;
		this.values[slot] = value;
	}

	/**
	 * Finds the value of a segment.
	 * @param path the path
	 * @param start where the segment begins
	 * @param end where it ends
	 * @return the value, or null
	 */
	@SuppressWarnings("unchecked")
	@Nullable N get(String path, int start, int end) {
		int slot = hash(path, start, end) & this.mask;
		String key = this.keys[slot];
		while (key != null) {
			if (key.length() == end - start && key.regionMatches(true, 0, path, start, end - start)) {
				return (N) this.values[slot];
			}
			slot = (slot + 1) & this.mask;
			key = this.keys[slot];
		}
		return null;
	}

	private static int hash(String text, int start, int end) {
		int hash = end - start;
		for (int i = start; i < end; i++) {
			char next = text.charAt(i);
			hash = 31 * hash + ((next >= 'A' && next <= 'Z') ? next + 32 : next);
		}
		return hash ^ (hash >>> 15);
	}

}
