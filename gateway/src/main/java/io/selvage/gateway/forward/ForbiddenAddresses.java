package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

import io.netty.util.NetUtil;

/**
 * Addresses an outsider must not reach through the gateway by a URL that an expression
 * made: this machine, its link, groups, and the metadata services of clouds, also where
 * an IPv6 address stands for one of them (RFC 4291, RFC 6052, RFC 3056, RFC 4380, RFC
 * 5214).
 */
final class ForbiddenAddresses {

	/** Azure (wire server), Alibaba, Oracle, AWS over IPv6. Others are link-local. */
	private static final Set<InetAddress> METADATA = Set.of(of("168.63.129.16"), of("100.100.100.200"),
			of("192.0.0.192"), of("fd00:ec2::254"));

	private static final int IPV6 = 16;

	private ForbiddenAddresses() {
	}

	private static InetAddress of(String literal) {
		InetAddress address = NetUtil.createInetAddressFromIpAddressString(literal);
		if (address == null) {
			throw new IllegalArgumentException(literal);
		}
		return address;
	}

	/**
	 * Tells whether an address may be called.
	 * @param address the address
	 * @return false if it is forbidden
	 */
	static boolean allows(InetAddress address) {
		byte[] octets = address.getAddress();
		int first = octets[0] & 0xFF;
		if (octets.length == IPV6) {
			byte[] embedded = embedded(octets);
			if (embedded != null && !allows(v4(embedded))) {
				return false;
			}
		}
		else if (first == 0 || first >= 240) {
			return false;
		}
		return !METADATA.contains(address) && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
				&& !address.isAnyLocalAddress() && !address.isMulticastAddress() && !ours(address);
	}

	@SuppressWarnings("NullAway")
	private static byte @org.jspecify.annotations.Nullable [] embedded(byte[] octets) {
		boolean leadingZeros = zeros(octets, 0, 10);
		boolean mapped = leadingZeros && octets[10] == octets[11] && (octets[10] == 0 || octets[10] == -1);
		boolean translated = octets[0] == 0 && octets[1] == 0x64 && (octets[2] & 0xFF) == 0xFF
				&& (octets[3] & 0xFF) == 0x9B;
		if (mapped || translated) {
			return Arrays.copyOfRange(octets, 12, IPV6);
		}
		boolean isatap = (octets[8] & ~2) == 0 && octets[9] == 0 && octets[10] == 0x5E && (octets[11] & 0xFF) == 0xFE;
		if (isatap) {
			return Arrays.copyOfRange(octets, 12, IPV6);
		}
		if (octets[0] != 0x20) {
			return null;
		}
		if (octets[1] == 0x01 && octets[2] == 0 && octets[3] == 0) {
			return teredo(octets);
		}
		return (octets[1] == 0x02) ? Arrays.copyOfRange(octets, 2, 6) : null;
	}

	/** All bits of the client's address are inverted. */
	private static byte[] teredo(byte[] octets) {
		byte[] client = Arrays.copyOfRange(octets, 12, IPV6);
		for (int i = 0; i < client.length; i++) {
			client[i] = (byte) ~client[i];
		}
		return client;
	}

	private static boolean zeros(byte[] octets, int from, int to) {
		for (int i = from; i < to; i++) {
			if (octets[i] != 0) {
				return false;
			}
		}
		return true;
	}

	private static InetAddress v4(byte[] octets) {
		try {
			return InetAddress.getByAddress(octets);
		}
		catch (UnknownHostException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/** Whatever else listens on this machine trusts it. */
	private static boolean ours(InetAddress address) {
		try {
			return NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException unknown) {
			return false;
		}
	}

	/**
	 * Tells whether a host may be looked up and called. An address in whatever notation
	 * is judged as it stands.
	 * @param host a name, or an address, with brackets around an IPv6 address
	 * @return false for a forbidden address, or what is none and could be taken for one
	 */
	static boolean mayLookUp(String host) {
		String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		byte[] octets = NetUtil.createByteArrayFromIpAddressString(bare);
		if (octets != null) {
			InetAddress address = NetUtil.createInetAddressFromIpAddressString(bare);
			return address != null && allows(address);
		}
		String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
		String last = name.substring(name.lastIndexOf('.') + 1);
		boolean number = last.isEmpty() || last.chars().allMatch(Character::isDigit) || last.startsWith("0x")
				|| last.startsWith("0X");
		return !number && name.chars().allMatch((next) -> next > 0x20 && next < 0x7F && "/\\@?#%".indexOf(next) < 0);
	}

}
