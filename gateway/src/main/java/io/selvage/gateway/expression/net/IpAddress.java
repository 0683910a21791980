package io.selvage.gateway.expression.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address (System.Net.IPAddress). No name is ever looked up.
 */
public final class IpAddress {

	private final byte[] bytes;

	/**
	 * Creates an address.
	 * @param bytes 4 or 16 bytes
	 */
	public IpAddress(byte[] bytes) {
		if (bytes.length != 4 && bytes.length != 16) {
			throw ClrException.argument("An IP address has 4 or 16 bytes.");
		}
		this.bytes = bytes.clone();
	}

	public static IpAddress parse(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("ipString");
		}
		IpAddress address = tryParse(text);
		if (address == null) {
			throw ClrException.format("An invalid IP address was specified.");
		}
		return address;
	}

	/**
	 * Reads an address.
	 * @param text the text, an IPv6 address with or without brackets
	 * @return null if it is none
	 */
	public static @Nullable IpAddress tryParse(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		return (text.indexOf(':') >= 0) ? v6(text) : v4(text);
	}

	private static @Nullable IpAddress v6(String text) {
		String plain = text;
		if (plain.startsWith("[") && plain.endsWith("]")) {
			plain = plain.substring(1, plain.length() - 1);
		}
		int zone = plain.indexOf('%');
		plain = (zone < 0) ? plain : plain.substring(0, zone);
		if (!plain.matches("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}")) {
			return null;
		}
		try {
			byte[] bytes = InetAddress.getByName(plain).getAddress();
			return (bytes.length == 16) ? new IpAddress(bytes) : mapped(bytes);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/** Java makes IPv4 addresses of mapped ones; .NET keeps them. */
	private static IpAddress mapped(byte[] v4) {
		byte[] bytes = new byte[16];
		bytes[10] = (byte) 0xff;
		bytes[11] = (byte) 0xff;
		System.arraycopy(v4, 0, bytes, 12, 4);
		return new IpAddress(bytes);
	}

	/**
	 * One to four numbers, decimal, octal or hexadecimal; the last one fills what is
	 * left.
	 */
	private static @Nullable IpAddress v4(String text) {
		String[] parts = text.split("\\.", -1);
		if (parts.length > 4) {
			return null;
		}
		long address = 0;
		for (int i = 0; i < parts.length; i++) {
			boolean last = i == parts.length - 1;
			long value = number(parts[i]);
			int bits = last ? 8 * (5 - parts.length) : 8;
			if (value < 0 || value >= 1L << bits) {
				return null;
			}
			address = (address << bits) | value;
		}
		return new IpAddress(
				new byte[] { (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address });
	}

	private static long number(String digits) {
		try {
			if (digits.isEmpty() || digits.length() > 12 || !Character.isDigit(digits.charAt(0))) {
				return -1;
			}
			return Long.decode(digits);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Tells whether this is an IPv4 address written as an IPv6 one (::ffff:0:0/96).
	 * @return true if so
	 */
	public boolean isMapped() {
		return isV6() && toString().startsWith("::ffff:");
	}

	/**
	 * Tells whether this is an IPv6 address of a range.
	 * @param first the first byte
	 * @param mask which bits of the second byte count
	 * @param second what these bits are
	 * @return true if so
	 */
	public boolean isV6In(int first, int mask, int second) {
		return isV6() && (this.bytes[0] & 0xff) == first && (this.bytes[1] & mask) == second;
	}

	public IpAddress toV6() {
		return isV6() ? this : mapped(this.bytes);
	}

	public IpAddress toV4() {
		return isV6() ? new IpAddress(Arrays.copyOfRange(this.bytes, 12, 16)) : this;
	}

	public byte[] bytes() {
		return this.bytes.clone();
	}

	public boolean isV6() {
		return this.bytes.length == 16;
	}

	public boolean isLoopback() {
		return isV6() ? equals(parse("::1")) : this.bytes[0] == 127;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IpAddress that && Arrays.equals(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/** The longest run of zero groups is left out (RFC 5952). */
	@Override
	public String toString() {
		if (!isV6()) {
			return (this.bytes[0] & 0xff) + "." + (this.bytes[1] & 0xff) + "." + (this.bytes[2] & 0xff) + "."
					+ (this.bytes[3] & 0xff);
		}
		int[] groups = new int[8];
		for (int i = 0; i < 8; i++) {
			groups[i] = ((this.bytes[2 * i] & 0xff) << 8) | (this.bytes[2 * i + 1] & 0xff);
		}
		boolean mapped = Arrays.equals(Arrays.copyOf(groups, 6), new int[] { 0, 0, 0, 0, 0, 0xffff });
		if (mapped) {
			return "::ffff:" + new IpAddress(Arrays.copyOfRange(this.bytes, 12, 16));
		}
		return text(groups);
	}

	private static String text(int[] groups) {
		int bestStart = -1;
		int bestLength = 1;
		for (int i = 0; i < 8; i++) {
			int end = i;
			while (end < 8 && groups[end] == 0) {
				end++;
			}
			if (end - i > bestLength) {
				bestStart = i;
				bestLength = end - i;
			}
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 8; i++) {
			if (i == bestStart) {
				text.append("::");
				i += bestLength - 1;
				continue;
			}
			if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
				text.append(':');
			}
			text.append(Integer.toHexString(groups[i]));
		}
		return text.toString();
	}

}
