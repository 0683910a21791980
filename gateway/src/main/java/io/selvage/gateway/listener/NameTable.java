package io.selvage.gateway.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A set of names in lower case that is asked about a part of a text in any case, without
 * a copy of it. Immutable.
 */
final class NameTable {

	/** A power of two, at least half of it free, so that every search ends. */
	private final @Nullable String[] slots;

	NameTable(List<String> names) {
		this.slots = new String[Integer.highestOneBit(names.size() + 1) * 4];
		for (String name : names) {
			this.slots[slot(name, 0, name.length())] = name;
		}
	}

	boolean contains(String text, int from, int to) {
		return this.slots[slot(text, from, to)] != null;
	}

	/** Returns where a name is, or would be. */
	private int slot(String text, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + lower(text.charAt(i));
		}
		int slot = (hash ^ (hash >>> 16)) & (this.slots.length - 1);
		String known = this.slots[slot];
		while (known != null && !(known.length() == to - from && text.regionMatches(true, from, known, 0, to - from))) {
			slot = (slot + 1) & (this.slots.length - 1);
			known = this.slots[slot];
		}
		return slot;
	}

	private static char lower(char next) {
		return (next >= 'A' && next <= 'Z') ? (char) (next + 32) : next;
	}

}
