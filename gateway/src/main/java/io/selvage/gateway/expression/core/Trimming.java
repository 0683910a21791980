package io.selvage.gateway.expression.core;

import org.jspecify.annotations.Nullable;

/**
 * Takes characters off the ends of a text.
 */
final class Trimming {

	private Trimming() {
	}

	/** Trims the given characters; blanks if there are none. */
	static String trim(String text, boolean start, boolean end, char @Nullable [] chars) {
		int from = 0;
		int to = text.length();
		while (start && from < to && matches(text.charAt(from), chars)) {
			from++;
		}
		while (end && to > from && matches(text.charAt(to - 1), chars)) {
			to--;
		}
		return text.substring(from, to);
	}

	private static boolean matches(char c, char @Nullable [] chars) {
		if (chars == null || chars.length == 0) {
			return CharType.isWhiteSpace(c);
		}
		for (char candidate : chars) {
			if (candidate == c) {
				return true;
			}
		}
		return false;
	}

}
