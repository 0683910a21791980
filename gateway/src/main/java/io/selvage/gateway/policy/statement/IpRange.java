package io.selvage.gateway.policy.statement;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Addresses from one to another, both included, of the same family.
 *
 * @param from the first, in network order
 * @param to the last
 */
record IpRange(byte[] from, byte[] to) {

	/** Only literals: a name must never be looked up. */
	private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	/**
	 * Reads an address.
	 * @return its bytes; null if it is no address
	 */
	static byte @Nullable [] parse(String text) {
		String address = text.strip();
		if (!LITERAL.matcher(address).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(address).getAddress();
		}
		catch (UnknownHostException noAddress) {
			return null;
		}
	}

	/**
	 * Reads a range.
	 * @return the range; null if one of the two is no address or the families differ
	 */
	static @Nullable IpRange parse(String first, String last) {
		byte[] from = parse(first);
		byte[] to = parse(last);
		return (from != null && to != null && from.length == to.length) ? new IpRange(from, to) : null;
	}

	/** Tells whether the first address is behind the last. */
	boolean isReversed() {
		return Arrays.compareUnsigned(this.from, this.to) > 0;
	}

	boolean contains(byte[] address) {
		return address.length == this.from.length && Arrays.compareUnsigned(this.from, address) <= 0
				&& Arrays.compareUnsigned(address, this.to) <= 0;
	}

}
