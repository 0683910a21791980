package io.selvage.gateway.policy.document;

import java.util.Arrays;

/**
 * Finds line and column of an offset.
 */
final class LineIndex {

	private final int[] starts;

	LineIndex(String text) {
		int[] found = new int[16];
		int count = 1;
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '\n') {
				if (count == found.length) {
					found = Arrays.copyOf(found, count * 2);
				}
				found[count++] = i + 1;
			}
		}
		this.starts = Arrays.copyOf(found, count);
	}

	TextPosition position(int offset) {
		int index = Arrays.binarySearch(this.starts, offset);
		int line = (index >= 0) ? index : -index - 2;
		return new TextPosition(line + 1, offset - this.starts[line] + 1);
	}

}
