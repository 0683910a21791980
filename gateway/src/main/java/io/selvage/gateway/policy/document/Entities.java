package io.selvage.gateway.policy.document;

import org.jspecify.annotations.Nullable;

/**
 * The five entities of XML and character references. Nothing else is ever replaced.
 */
final class Entities {

	private static final int LONGEST = 12;

	private Entities() {
	}

	/**
	 * Reads a reference.
	 * @param text the text
	 * @param ampersand where the reference begins
	 * @return what it stands for, or null if it is none of those known
	 */
	static @Nullable Reference at(String text, int ampersand) {
		int end = text.indexOf(';', ampersand);
		if (end < 0 || end - ampersand > LONGEST) {
			return null;
		}
		String name = text.substring(ampersand + 1, end);
		String value = switch (name) {
			case "lt" -> "<";
			case "gt" -> ">";
			case "amp" -> "&";
			case "quot" -> "\"";
			case "apos" -> "'";
			default -> name.startsWith("#") ? character(name.substring(1)) : null;
		};
		return (value != null) ? new Reference(value, end + 1) : null;
	}

	private static @Nullable String character(String number) {
		try {
			int code = number.startsWith("x") ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
			boolean allowed = code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF)
					|| (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
			return allowed ? Character.toString(code) : null;
		}
		catch (NumberFormatException notANumber) {
			return null;
		}
	}

	/** Replaces every known reference in a text. */
	static String decode(String text) {
		if (text.indexOf('&') < 0) {
			return text;
		}
		StringBuilder decoded = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			Reference reference = (text.charAt(at) == '&') ? at(text, at) : null;
			if (reference != null) {
				decoded.append(reference.value());
				at = reference.end();
			}
			else {
				decoded.append(text.charAt(at));
				at++;
			}
		}
		return decoded.toString();
	}

	/**
	 * A reference.
	 *
	 * @param value what it stands for
	 * @param end the offset behind its semicolon
	 */
	record Reference(String value, int end) {
	}

}
