package io.selvage.gateway.expression.json;

import java.math.BigInteger;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of tokens to the simple types, chosen by type.
 */
final class JsonPrimitives {

	private JsonPrimitives() {
	}

	/**
	 * Converts a token.
	 * @param token the token
	 * @param type the type
	 * @param texts whether strings become GUIDs, URIs, time spans and bytes
	 * @return null if the type is not a simple one
	 */
	static @Nullable Object convert(JToken token, ClrType type, boolean texts) {
		Object number = number(token, type.fullName());
		if (number != null) {
			return number;
		}
		return switch (type.fullName()) {
			case "System.Boolean" -> JsonConversion.toBoolean(token);
			case "System.Char" -> JsonConversion.toChar(token);
			case "System.DateTime" -> JsonConversion.toDateTime(token);
			case "System.String" -> JsonConversion.toText(token);
			case "System.DateTimeOffset" -> texts ? JsonConversion.toDateTimeOffset(token) : null;
			case "System.TimeSpan" -> texts ? JsonConversion.toTimeSpan(token) : null;
			case "System.Guid" -> texts ? JsonConversion.toGuid(token) : null;
			case "System.Uri" -> texts ? JsonConversion.toUri(token) : null;
			case "System.Byte[]" -> (texts && token instanceof JValue) ? JsonConversion.toBytes(token) : null;
			default -> null;
		};
	}

	private static @Nullable Object number(JToken token, String type) {
		return switch (type) {
			case "System.Int32" -> JsonConversion.toInt(token);
			case "System.Int64" -> JsonConversion.toLong(token);
			case "System.Double" -> JsonConversion.toDouble(token);
			case "System.Decimal" -> JsonConversion.toDecimal(token);
			case "System.Single" -> (float) JsonConversion.toDouble(token);
			case "System.Int16" -> (short) TokenConversions.integer(token, Short.MIN_VALUE, Short.MAX_VALUE, "Int16");
			case "System.Byte" -> (byte) TokenConversions.integer(token, 0, 255, "Byte");
			case "System.SByte" -> new SByte((byte) TokenConversions.integer(token, -128, 127, "SByte"));
			case "System.UInt16" -> new UInt16((char) TokenConversions.integer(token, 0, 65535, "UInt16"));
			case "System.UInt32" -> new UInt32((int) TokenConversions.integer(token, 0, 0xffff_ffffL, "UInt32"));
			case "System.UInt64" -> new UInt64(JsonConversion
				.toInteger(token, BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), "UInt64")
				.longValue());
			default -> null;
		};
	}

}
