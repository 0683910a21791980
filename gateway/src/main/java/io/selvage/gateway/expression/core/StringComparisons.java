package io.selvage.gateway.expression.core;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of text. The culture is the invariant one: letters in alphabetical order,
 * small before capital where nothing else differs. Ordinal comparison is by code units.
 */
public final class StringComparisons {

	/** {@code System.StringComparison}. */
	public static final EnumDefinition COMPARISON = EnumDefinition.of("System.StringComparison",
			"CurrentCulture, CurrentCultureIgnoreCase, InvariantCulture, InvariantCultureIgnoreCase, Ordinal, OrdinalIgnoreCase");

	static final EnumValue ORDINAL = COMPARISON.value("Ordinal");

	static final EnumValue CULTURE = COMPARISON.value("CurrentCulture");

	static final EnumValue CULTURE_IGNORE_CASE = COMPARISON.value("CurrentCultureIgnoreCase");

	private StringComparisons() {
	}

	static boolean ignoresCase(EnumValue comparison) {
		return (comparison.value() & 1) == 1;
	}

	static boolean isOrdinal(EnumValue comparison) {
		return comparison.value() >= ORDINAL.value();
	}

	/**
	 * Compares for equality.
	 * @param a a text or null
	 * @param b a text or null
	 * @param comparison how
	 * @return true if they are equal
	 */
	public static boolean equal(@Nullable String a, @Nullable String b, EnumValue comparison) {
		if (a == null || b == null) {
			return a == null && b == null;
		}
		return ignoresCase(comparison) ? a.equalsIgnoreCase(b) : a.equals(b);
	}

	/**
	 * Compares for order.
	 * @param a a text; null comes first
	 * @param b a text
	 * @param comparison how
	 * @return -1, 0 or 1, or for ordinal comparison any number of that sign
	 */
	public static int compare(@Nullable String a, @Nullable String b, EnumValue comparison) {
		if (a == null || b == null) {
			return (a == null) ? ((b == null) ? 0 : -1) : 1;
		}
		if (isOrdinal(comparison)) {
			return ignoresCase(comparison) ? upper(a).compareTo(upper(b)) : a.compareTo(b);
		}
		int order = linguistic(a, b);
		if (order == 0 && !ignoresCase(comparison)) {
			order = -a.compareTo(b);
		}
		return Integer.signum(order);
	}

	private static int linguistic(String a, String b) {
		int length = Math.min(a.length(), b.length());
		for (int i = 0; i < length; i++) {
			int order = weight(a.charAt(i)) - weight(b.charAt(i));
			if (order != 0) {
				return order;
			}
		}
		return a.length() - b.length();
	}

	/** Punctuation before digits before letters; case is left out. */
	private static int weight(char c) {
		if (Character.isLetter(c)) {
			return 0x20000 + Character.toLowerCase(c);
		}
		return Character.isDigit(c) ? 0x10000 + c : c;
	}

	static String upper(String text) {
		char[] chars = text.toCharArray();
		for (int i = 0; i < chars.length; i++) {
			chars[i] = Character.toUpperCase(chars[i]);
		}
		return new String(chars);
	}

	static String lower(String text) {
		char[] chars = text.toCharArray();
		for (int i = 0; i < chars.length; i++) {
			chars[i] = Character.toLowerCase(chars[i]);
		}
		return new String(chars);
	}

	static int indexOf(String text, String part, int from, EnumValue comparison) {
		if (!ignoresCase(comparison)) {
			return text.indexOf(part, from);
		}
		for (int i = from; i <= text.length() - part.length(); i++) {
			if (text.regionMatches(true, i, part, 0, part.length())) {
				return i;
			}
		}
		return -1;
	}

	static int lastIndexOf(String text, String part, int from, EnumValue comparison) {
		if (!ignoresCase(comparison)) {
			return text.lastIndexOf(part, from);
		}
		for (int i = Math.min(from, text.length() - part.length()); i >= 0; i--) {
			if (text.regionMatches(true, i, part, 0, part.length())) {
				return i;
			}
		}
		return -1;
	}

}
