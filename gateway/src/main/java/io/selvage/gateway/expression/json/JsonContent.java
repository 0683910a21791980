package io.selvage.gateway.expression.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.selvage.gateway.expression.net.Uri;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * What can be put into a container: tokens, simple values, and sequences of such.
 */
final class JsonContent {

	private JsonContent() {
	}

	/** Returns the parts of a sequence, or null if the content is a single one. */
	static @Nullable List<@Nullable Object> multiple(@Nullable Object content) {
		if (content instanceof JToken || content instanceof byte[]) {
			return null;
		}
		if (content instanceof Iterable<?> || (content != null && content.getClass().isArray())) {
			List<@Nullable Object> parts = new ArrayList<>();
			Sequences.of(content).forEach(parts::add);
			return parts;
		}
		return null;
	}

	static JToken toToken(@Nullable Object content) {
		return (content instanceof JToken token) ? token : new JValue(content);
	}

	static boolean isSimple(@Nullable Object value) {
		return kind(value) != null;
	}

	static JTokenType typeOf(@Nullable Object value) {
		JTokenType type = kind(value);
		if (type == null) {
			throw ClrException.argument("Could not determine JSON object type for type "
					+ ((value != null) ? value.getClass().getSimpleName() : "null") + ".");
		}
		return type;
	}

	private static @Nullable JTokenType kind(@Nullable Object value) {
		if (value == null) {
			return JTokenType.NULL;
		}
		if (value instanceof String || value instanceof Character) {
			return JTokenType.STRING;
		}
		if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
			return JTokenType.FLOAT;
		}
		if (isInteger(value)) {
			return JTokenType.INTEGER;
		}
		if (value instanceof Boolean) {
			return JTokenType.BOOLEAN;
		}
		if (value instanceof DateTime || value instanceof DateTimeOffset) {
			return JTokenType.DATE;
		}
		if (value instanceof byte[]) {
			return JTokenType.BYTES;
		}
		if (value instanceof UUID) {
			return JTokenType.GUID;
		}
		if (value instanceof Uri) {
			return JTokenType.URI;
		}
		return (value instanceof TimeSpan) ? JTokenType.TIMESPAN : null;
	}

	private static boolean isInteger(Object value) {
		return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte
				|| value instanceof BigInteger || value instanceof EnumValue || value instanceof SByte
				|| value instanceof UInt16 || value instanceof UInt32 || value instanceof UInt64;
	}

	static String className(JToken token) {
		return "Newtonsoft.Json.Linq." + token.getClass().getSimpleName();
	}

}
