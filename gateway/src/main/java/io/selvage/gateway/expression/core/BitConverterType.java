package io.selvage.gateway.expression.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;

/**
 * {@code BitConverter}, little-endian.
 */
final class BitConverterType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineStatic("System.BitConverter")
			.property("static bool IsLittleEndian", () -> true)
			.call("static string ToString(byte[] value)", (in) -> {
				byte[] value = in.argument(0);
				in.evaluation().produce(3L * value.length);
				return hex(value, 0, value.length);
			})
			.method("static string ToString(byte[] value, int startIndex)",
					(byte[] value, Integer start) -> hex(value, start, value.length - start))
			.method("static string ToString(byte[] value, int startIndex, int length)",
					(byte[] value, Integer start, Integer length) -> hex(value, start, length))
			.method("static byte[] GetBytes(bool value)", (Boolean value) -> new byte[] { (byte) (value ? 1 : 0) })
			.method("static byte[] GetBytes(char value)", (Character value) -> bytes(2).putChar(value).array())
			.method("static byte[] GetBytes(short value)", (Short value) -> bytes(2).putShort(value).array())
			.method("static byte[] GetBytes(int value)", (Integer value) -> bytes(4).putInt(value).array())
			.method("static byte[] GetBytes(long value)", (Long value) -> bytes(8).putLong(value).array())
			.method("static byte[] GetBytes(ushort value)", (UInt16 value) -> bytes(2).putChar(value.value()).array())
			.method("static byte[] GetBytes(uint value)", (UInt32 value) -> bytes(4).putInt(value.bits()).array())
			.method("static byte[] GetBytes(ulong value)", (UInt64 value) -> bytes(8).putLong(value.bits()).array())
			.method("static byte[] GetBytes(float value)", (Float value) -> bytes(4).putFloat(value).array())
			.method("static byte[] GetBytes(double value)", (Double value) -> bytes(8).putDouble(value).array())
			.method("static bool ToBoolean(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> at(b, i, 1).get() != 0)
			.method("static char ToChar(byte[] value, int startIndex)", (byte[] b, Integer i) -> at(b, i, 2).getChar())
			.method("static short ToInt16(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> at(b, i, 2).getShort())
			.method("static int ToInt32(byte[] value, int startIndex)", (byte[] b, Integer i) -> at(b, i, 4).getInt())
			.method("static long ToInt64(byte[] value, int startIndex)", (byte[] b, Integer i) -> at(b, i, 8).getLong())
			.method("static ushort ToUInt16(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> new UInt16(at(b, i, 2).getChar()))
			.method("static uint ToUInt32(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> new UInt32(at(b, i, 4).getInt()))
			.method("static ulong ToUInt64(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> new UInt64(at(b, i, 8).getLong()))
			.method("static float ToSingle(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> at(b, i, 4).getFloat())
			.method("static double ToDouble(byte[] value, int startIndex)",
					(byte[] b, Integer i) -> at(b, i, 8).getDouble())
			.method("static long DoubleToInt64Bits(double value)", (Double value) -> Double.doubleToRawLongBits(value))
			.method("static double Int64BitsToDouble(long value)", (Long value) -> Double.longBitsToDouble(value));
	}

	private static ByteBuffer bytes(int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static ByteBuffer at(byte[] bytes, int start, int length) {
		if (start < 0 || start >= bytes.length) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		if (start > bytes.length - length) {
			throw ClrException
				.argument("Destination array is not long enough to copy all the items in the collection.");
		}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(start);
	}

	private static String hex(byte[] bytes, int start, int length) {
		if (start < 0 || length < 0 || start > bytes.length - length) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		return HexFormat.ofDelimiter("-").withUpperCase().formatHex(bytes, start, start + length);
	}

}
