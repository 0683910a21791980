package io.selvage.catalog.resource;

import java.util.regex.Pattern;

/**
 * Names and values of header fields (RFC 9110 section 5).
 */
final class HeaderText {

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

	private HeaderText() {
	}

	static boolean isToken(String text) {
		return TOKEN.matcher(text).matches();
	}

	static boolean isValue(String text) {
		return VALUE.matcher(text).matches();
	}

}
