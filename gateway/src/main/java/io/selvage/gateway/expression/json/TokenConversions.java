package io.selvage.gateway.expression.json;

import java.math.BigInteger;
import java.util.function.Function;

import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * Declares the conversion operators of JToken: explicit ones to values and their nullable
 * forms, implicit ones from them.
 */
final class TokenConversions {

	private TokenConversions() {
	}

	static void declare(TypeBuilder token) {
		struct(token, "bool", JsonConversion::toBoolean);
		struct(token, "byte", (value) -> (byte) integer(value, 0, 255, "Byte"));
		struct(token, "sbyte", (value) -> new SByte((byte) integer(value, -128, 127, "SByte")));
		struct(token, "char", JsonConversion::toChar);
		struct(token, "short", (value) -> (short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE, "Int16"));
		struct(token, "ushort", (value) -> new UInt16((char) integer(value, 0, 65535, "UInt16")));
		struct(token, "int", JsonConversion::toInt);
		struct(token, "uint", (value) -> new UInt32((int) integer(value, 0, 0xffff_ffffL, "UInt32")));
		struct(token, "long", JsonConversion::toLong);
		struct(token, "ulong",
				(value) -> new UInt64(JsonConversion
					.toInteger(value, BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), "UInt64")
					.longValue()));
		struct(token, "float", (value) -> (float) JsonConversion.toDouble(value));
		struct(token, "double", JsonConversion::toDouble);
		struct(token, "decimal", JsonConversion::toDecimal);
		struct(token, "DateTime", JsonConversion::toDateTime);
		struct(token, "DateTimeOffset", JsonConversion::toDateTimeOffset);
		struct(token, "TimeSpan", JsonConversion::toTimeSpan);
		struct(token, "Guid", JsonConversion::toGuid);
		reference(token, "string", JsonConversion::toText);
		reference(token, "Uri", JsonConversion::toUri);
		reference(token, "byte[]", JsonConversion::toBytes);
	}

	static long integer(@Nullable JToken token, long min, long max, String target) {
		return JsonConversion.toInteger(token, BigInteger.valueOf(min), BigInteger.valueOf(max), target).longValue();
	}

	private static void struct(TypeBuilder token, String type, Function<@Nullable JToken, Object> convert) {
		token
			.method("static explicit operator " + type + "(JToken value)",
					(@Nullable JToken value) -> convert.apply(value))
			.method("static explicit operator " + type + "?(JToken value)",
					(@Nullable JToken value) -> JsonConversion.isNull(value) ? null : convert.apply(value))
			.method("static implicit operator JToken(" + type + " value)", (Object value) -> new JValue(value))
			.method("static implicit operator JToken(" + type + "? value)",
					(@Nullable Object value) -> new JValue(value));
	}

	private static void reference(TypeBuilder token, String type,
			Function<@Nullable JToken, @Nullable Object> convert) {
		token
			.method("static explicit operator " + type + "(JToken value)",
					(@Nullable JToken value) -> JsonConversion.isNull(value) ? null : convert.apply(value))
			.method("static implicit operator JToken(" + type + " value)",
					(@Nullable Object value) -> new JValue(value));
	}

}
