package io.selvage.gateway.expression.core;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code Guid}. Its values are UUIDs.
 */
final class GuidType implements TypeModule {

	private static final UUID EMPTY = new UUID(0, 0);

	private static final Pattern HYPHENS = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{32}");

	@Override
	public void register(TypeRegistry types) {
		types.defineStruct("System.Guid", UUID.class, EMPTY)
			.base("System.ValueType")
			.property("static Guid Empty", () -> EMPTY)
			.constructor("Guid(string g)", (@Nullable String text) -> parse(text))
			.constructor("Guid(byte[] b)", GuidType::fromBytes)
			.constructCall("Guid(int a, short b, short c, byte[] d)", (in) -> ofParts(in, in.argument(3)))
			.constructCall(
					"Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)",
					(in) -> {
						byte[] last = new byte[8];
						for (int i = 0; i < last.length; i++) {
							last[i] = in.<Byte>argument(3 + i);
						}
						return ofParts(in, last);
					})
			.method("static bool TryParseExact(string input, string format, out Guid result)", GuidType::tryParseExact)
			.method("int CompareTo(object value)", GuidType::compareTo)
			.method("static Guid NewGuid()", () -> UUID.randomUUID())
			.method("static Guid Parse(string input)", (@Nullable String text) -> parse(text))
			.method("static Guid ParseExact(string input, string format)",
					(@Nullable String text, String format) -> parseExact(text, format))
			.method("static bool TryParse(string input, out Guid result)", GuidType::tryParse)
			.method("string ToString(string format)",
					(UUID value, @Nullable String format) -> NetFormat.toString(value, format))
			.method("byte[] ToByteArray()", GuidType::toBytes)
			.method("int GetHashCode()", GuidType::hash)
			.method("int CompareTo(Guid value)", (UUID a, UUID b) -> compare(a, b))
			.method("bool Equals(Guid g)", (UUID a, UUID b) -> a.equals(b))
			.method("static bool operator ==(Guid a, Guid b)", (UUID a, UUID b) -> a.equals(b))
			.method("static bool operator !=(Guid a, Guid b)", (UUID a, UUID b) -> !a.equals(b));
	}

	private static UUID parse(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("input");
		}
		UUID value = read(text);
		if (value == null) {
			throw ClrException.format("Unrecognized Guid format.");
		}
		return value;
	}

	private static boolean tryParse(@Nullable String text, Out<UUID> result) {
		UUID value = (text == null) ? null : read(text);
		result.set((value != null) ? value : EMPTY);
		return value != null;
	}

	private static UUID ofParts(Invocation in, byte[] last) {
		if (last.length != 8) {
			throw ClrException.argument("Byte array for Guid must be exactly 8 bytes long.");
		}
		long high = ((long) in.<Integer>argument(0) << 32) | ((in.<Short>argument(1) & 0xffffL) << 16)
				| (in.<Short>argument(2) & 0xffffL);
		return new UUID(high, ByteBuffer.wrap(last).getLong());
	}

	/** The text must be in the given form: N, D, B or P. */
	private static boolean isExact(String text, String format) {
		UUID value = read(text);
		return value != null && format.length() == 1
				&& NetFormat.toString(value, format).equalsIgnoreCase(text.strip());
	}

	private static UUID parseExact(@Nullable String text, String format) {
		if (text != null && !isExact(text, format)) {
			throw ClrException.format("Guid should match the format '" + format + "'.");
		}
		return parse(text);
	}

	private static boolean tryParseExact(@Nullable String text, String format, Out<UUID> result) {
		return tryParse((text != null && isExact(text, format)) ? text : null, result);
	}

	private static int compareTo(UUID self, @Nullable Object other) {
		if (other != null && !(other instanceof UUID)) {
			throw ClrException.argument("Object must be of type GUID.");
		}
		return (other instanceof UUID id) ? compare(self, id) : 1;
	}

	private static @Nullable UUID read(String text) {
		String digits = text.strip();
		boolean braces = (digits.startsWith("{") && digits.endsWith("}"))
				|| (digits.startsWith("(") && digits.endsWith(")"));
		if (braces && digits.length() > 2) {
			digits = digits.substring(1, digits.length() - 1);
		}
		if (DIGITS.matcher(digits).matches() && !braces) {
			return new UUID(Long.parseUnsignedLong(digits.substring(0, 16), 16),
					Long.parseUnsignedLong(digits.substring(16), 16));
		}
		return HYPHENS.matcher(digits).matches() ? UUID.fromString(digits.toLowerCase(Locale.ROOT)) : null;
	}

	/** The first three groups are little-endian in .NET. */
	private static byte[] toBytes(UUID value) {
		byte[] bytes = ByteBuffer.allocate(16)
			.putLong(value.getMostSignificantBits())
			.putLong(value.getLeastSignificantBits())
			.array();
		return swapped(bytes);
	}

	private static byte[] swapped(byte[] b) {
		byte[] swapped = b.clone();
		int[] order = { 3, 2, 1, 0, 5, 4, 7, 6 };
		for (int i = 0; i < order.length; i++) {
			swapped[i] = b[order[i]];
		}
		return swapped;
	}

	private static UUID fromBytes(byte[] bytes) {
		if (bytes.length != 16) {
			throw ClrException.argument("Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')");
		}
		ByteBuffer buffer = ByteBuffer.wrap(swapped(bytes));
		return new UUID(buffer.getLong(), buffer.getLong());
	}

	private static int hash(UUID value) {
		ByteBuffer words = ByteBuffer.wrap(toBytes(value)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
		return words.getInt(0) ^ words.getInt(4) ^ words.getInt(8) ^ words.getInt(12);
	}

	private static int compare(UUID a, UUID b) {
		int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
		return (order != 0) ? order : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
	}

}
