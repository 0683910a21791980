package io.selvage.gateway.expression.text;

import java.util.Locale;
import java.util.UUID;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes GUIDs: D, N, B, P and X.
 */
final class GuidFormat {

	private GuidFormat() {
	}

	static String format(UUID id, @Nullable String format) {
		String dashed = id.toString();
		if (format == null || format.isEmpty()) {
			return dashed;
		}
		return switch (format.toUpperCase(Locale.ROOT)) {
			case "D" -> dashed;
			case "N" -> dashed.replace("-", "");
			case "B" -> "{" + dashed + "}";
			case "P" -> "(" + dashed + ")";
			case "X" -> hexadecimal(dashed);
			default -> throw ClrException.format("A GUID has the formats D, N, B, P and X, not '" + format + "'.");
		};
	}

	private static String hexadecimal(String dashed) {
		StringBuilder text = new StringBuilder("{0x").append(dashed, 0, 8)
			.append(",0x")
			.append(dashed, 9, 13)
			.append(",0x")
			.append(dashed, 14, 18)
			.append(",{");
		String bytes = dashed.substring(19).replace("-", "");
		for (int i = 0; i < bytes.length(); i += 2) {
			text.append((i == 0) ? "0x" : ",0x").append(bytes, i, i + 2);
		}
		return text.append("}}").toString();
	}

}
