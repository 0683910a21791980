package io.selvage.gateway.expression.text;

import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of enumerations: G, F, D and X.
 */
final class EnumFormat {

	private EnumFormat() {
	}

	static String format(EnumValue value, @Nullable String format) {
		if (format == null || format.isEmpty()) {
			return value.toString();
		}
		return switch (format.toUpperCase(Locale.ROOT)) {
			case "G", "F" -> value.toString();
			case "D" -> Long.toString(value.value());
			case "X" -> String.format(Locale.ROOT, "%08X", (int) value.value());
			default -> throw ClrException.format("An enumeration has the formats G, F, D and X, not '" + format + "'.");
		};
	}

}
