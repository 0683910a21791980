package io.selvage.gateway.expression.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * URL and HTML encoding (System.Net.WebUtility).
 */
public final class WebUtility {

	private static final int LONGEST_ENTITY = 12;

	private WebUtility() {
	}

	/**
	 * Encodes a form value: a blank becomes a plus sign.
	 * @param text the text, or null
	 * @return null for null
	 */
	public static @Nullable String urlEncode(@Nullable String text) {
		if (text == null) {
			return null;
		}
		return encode(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String encode(byte[] bytes) {
		StringBuilder encoded = new StringBuilder(bytes.length + 16);
		for (byte b : bytes) {
			char c = (char) (b & 0xff);
			if (c == ' ') {
				encoded.append('+');
			}
			else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| "-_.!*()".indexOf(c) >= 0) {
				encoded.append(c);
			}
			else {
				encoded.append('%')
					.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
					.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
			}
		}
		return encoded.toString();
	}

	static byte[] urlEncodeToBytes(byte[] bytes, int offset, int count) {
		return encode(Arrays.copyOfRange(bytes, offset, offset + count)).getBytes(StandardCharsets.US_ASCII);
	}

	static byte[] urlDecodeToBytes(byte[] bytes, int offset, int count) {
		ByteArrayOutputStream decoded = new ByteArrayOutputStream();
		for (int i = offset; i < offset + count; i++) {
			int high = (bytes[i] == '%' && i + 2 < offset + count) ? Character.digit(bytes[i + 1], 16) : -1;
			int low = (high >= 0) ? Character.digit(bytes[i + 2], 16) : -1;
			if (low >= 0) {
				decoded.write(high * 16 + low);
				i += 2;
			}
			else {
				decoded.write((bytes[i] == '+') ? ' ' : bytes[i]);
			}
		}
		return decoded.toByteArray();
	}

	/**
	 * Decodes a form value.
	 * @param text the text, or null
	 * @return null for null
	 */
	public static @Nullable String urlDecode(@Nullable String text) {
		if (text == null) {
			return null;
		}
		StringBuilder decoded = new StringBuilder(text.length());
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			int high = (c == '%' && i + 2 < text.length()) ? Character.digit(text.charAt(i + 1), 16) : -1;
			int low = (high >= 0) ? Character.digit(text.charAt(i + 2), 16) : -1;
			if (low >= 0) {
				octets.write(high * 16 + low);
				i += 2;
				continue;
			}
			flush(octets, decoded);
			decoded.append((c == '+') ? ' ' : c);
		}
		flush(octets, decoded);
		return decoded.toString();
	}

	private static void flush(ByteArrayOutputStream octets, StringBuilder decoded) {
		if (octets.size() > 0) {
			decoded.append(octets.toString(StandardCharsets.UTF_8));
			octets.reset();
		}
	}

	/**
	 * Encodes text for HTML.
	 * @param text the text, or null
	 * @return null for null
	 */
	public static @Nullable String htmlEncode(@Nullable String text) {
		if (text == null) {
			return null;
		}
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '<' -> encoded.append("&lt;");
				case '>' -> encoded.append("&gt;");
				case '"' -> encoded.append("&quot;");
				case '\'' -> encoded.append("&#39;");
				case '&' -> encoded.append("&amp;");
				default -> {
					if ((c >= 160 && c < 256) || c > 0xffff) {
						encoded.append("&#").append(c).append(';');
					}
					else {
						encoded.appendCodePoint(c);
					}
				}
			}
		});
		return encoded.toString();
	}

	/**
	 * Decodes the entities of HTML 4, {@code &apos;} and numeric ones; what is none
	 * stays.
	 * @param text the text, or null
	 * @return null for null
	 */
	public static @Nullable String htmlDecode(@Nullable String text) {
		if (text == null || text.indexOf('&') < 0) {
			return text;
		}
		StringBuilder decoded = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			char c = text.charAt(at);
			int end = (c == '&') ? text.indexOf(';', at) : -1;
			if (end < 0 || end - at > LONGEST_ENTITY) {
				decoded.append(c);
				at++;
				continue;
			}
			String entity = text.substring(at, end + 1);
			String character = entity(entity);
			decoded.append((character != null) ? character : "&");
			at += (character != null) ? entity.length() : 1;
		}
		return decoded.toString();
	}

	private static @Nullable String entity(String entity) {
		String name = entity.substring(1, entity.length() - 1);
		if (name.startsWith("#")) {
			return numeric(name.substring(1));
		}
		if (name.equals("apos")) {
			return "'";
		}
		String character = HtmlUtils.htmlUnescape(entity);
		return character.equals(entity) ? null : character;
	}

	private static @Nullable String numeric(String number) {
		try {
			int value = (number.startsWith("x") || number.startsWith("X")) ? Integer.parseInt(number.substring(1), 16)
					: Integer.parseInt(number);
			return (Character.isValidCodePoint(value) && value > 0 && (value < 0xd800 || value > 0xdfff))
					? Character.toString(value) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
