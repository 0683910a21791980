package io.selvage.gateway.expression.core;

import java.util.Base64;
import java.util.HexFormat;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code Convert} that write bytes as text.
 */
final class Base64Members {

	private Base64Members() {
	}

	static void register(TypeBuilder convert) {
		convert.call("static string ToBase64String(byte[] inArray)", (in) -> {
			byte[] bytes = in.argument(0);
			in.evaluation().produce((bytes != null) ? bytes.length : 0);
			return encode(bytes);
		})
			.method("static string ToBase64String(byte[] inArray, int offset, int length)",
					(byte[] bytes, Integer offset,
							Integer length) -> encode(java.util.Arrays.copyOfRange(bytes, offset, offset + length)))
			.method("static byte[] FromBase64String(string s)", (@Nullable String text) -> decode(text))
			.method("static byte[] FromBase64CharArray(char[] inArray, int offset, int length)",
					(char[] chars, Integer offset, Integer length) -> decode(new String(chars, offset, length)))
			.method("static string ToHexString(byte[] inArray)",
					(byte[] bytes) -> HexFormat.of().withUpperCase().formatHex(bytes))
			.method("static byte[] FromHexString(string s)", Base64Members::fromHex);
	}

	private static String encode(byte @Nullable [] bytes) {
		if (bytes == null) {
			throw ClrException.argumentNull("inArray");
		}
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static byte[] decode(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		StringBuilder digits = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (" \t\r\n".indexOf(text.charAt(i)) < 0) {
				digits.append(text.charAt(i));
			}
		}
		if (digits.length() % 4 != 0) {
			throw invalid();
		}
		try {
			return Base64.getDecoder().decode(digits.toString());
		}
		catch (IllegalArgumentException malformed) {
			throw invalid();
		}
	}

	private static ClrException invalid() {
		return ClrException.format("The input is not a valid Base-64 string as it contains a non-base 64 character, "
				+ "more than two padding characters, or an illegal character among the padding characters.");
	}

	private static byte[] fromHex(String text) {
		try {
			return HexFormat.of().parseHex(text);
		}
		catch (IllegalArgumentException malformed) {
			throw ClrException.format("The input is not a valid hex string.");
		}
	}

}
