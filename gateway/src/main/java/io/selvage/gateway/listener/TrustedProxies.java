package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Whose {@code X-Forwarded-*} and {@code Forwarded} fields are believed. From anybody
 * else they are removed before a policy can see them.
 */
public final class TrustedProxies {

	private static final String X_FORWARDED_FOR = "x-forwarded-for";

	private static final List<String> FIELDS = List.of(X_FORWARDED_FOR, "x-forwarded-host", "x-forwarded-proto",
			"x-forwarded-port", "x-forwarded-prefix", "x-forwarded-ssl", "x-real-ip", "forwarded");

	private final List<Range> ranges = new ArrayList<>();

	/**
	 * Creates the rule.
	 * @param cidrs address ranges, for example {@code 10.0.0.0/8} or {@code fd00::/8}
	 * @throws IllegalArgumentException if one is malformed
	 */
	public TrustedProxies(List<String> cidrs) {
		cidrs.forEach((cidr) -> this.ranges.add(Range.parse(cidr)));
	}

	/**
	 * Finds the client behind a connection and removes what is not to be believed.
	 * @param headers the header fields of the request
	 * @param peer the address at the other end of the connection
	 * @return the address of the client
	 */
	String client(HttpHeaders headers, InetAddress peer) {
		String peerText = NetUtil.toAddressString(peer);
		if (!trusts(peer)) {
			for (String field : FIELDS) {
				headers.remove(field);
			}
			return peerText;
		}
		List<String> hops = new ArrayList<>();
		for (String line : headers.getAll(X_FORWARDED_FOR)) {
			hops.addAll(List.of(line.split(",")));
		}
		String client = peerText;
		for (int i = hops.size() - 1; i >= 0; i--) {
			InetAddress hop = address(hops.get(i).trim());
			if (hop == null) {
				break;
			}
			client = NetUtil.toAddressString(hop);
			if (!trusts(hop)) {
				break;
			}
		}
		return client;
	}

	private boolean trusts(InetAddress address) {
		if (this.ranges.isEmpty()) {
			return false;
		}
		byte[] octets = address.getAddress();
		for (Range range : this.ranges) {
			if (range.contains(octets)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable InetAddress address(String text) {
		byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
		if (octets == null) {
			return null;
		}
		try {
			return InetAddress.getByAddress(octets);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private record Range(byte[] network, int bits) {

		static Range parse(String cidr) {
			int slash = cidr.indexOf('/');
			byte[] network = NetUtil
				.createByteArrayFromIpAddressString((slash < 0) ? cidr.trim() : cidr.substring(0, slash).trim());
			if (network == null) {
				throw new IllegalArgumentException("'" + cidr + "' is not an IP address range such as 10.0.0.0/8");
			}
			int bits = network.length * 8;
			if (slash >= 0) {
				try {
					bits = Integer.parseInt(cidr.substring(slash + 1).trim());
				}
				catch (NumberFormatException ex) {
					bits = -1;
				}
				if (bits < 0 || bits > network.length * 8) {
					throw new IllegalArgumentException(
							"'" + cidr + "' has no prefix length from 0 to " + network.length * 8);
				}
			}
			return new Range(network, bits);
		}

		boolean contains(byte[] address) {
			if (address.length != this.network.length) {
				return false;
			}
			int whole = this.bits / 8;
			for (int i = 0; i < whole; i++) {
				if (address[i] != this.network[i]) {
					return false;
				}
			}
			int rest = this.bits % 8;
			int mask = 0xFF << (8 - rest);
			return rest == 0 || (address[whole] & mask) == (this.network[whole] & mask);
		}

	}

}
