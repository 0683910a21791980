package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * Whose {@code X-Forwarded-*} and {@code Forwarded} fields are believed. From anybody
 * else they are removed before a policy can see them.
 */
public final class TrustedProxies {

	private static final String X_FORWARDED_FOR = "x-forwarded-for";

	private static final String FORWARDED = "forwarded";

	/** A name, or an address with brackets around an IPv6 address, and a port. */
	private static final Pattern HOST = Pattern
		.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

	private static final List<String> FIELDS = List.of(X_FORWARDED_FOR, "x-forwarded-host", "x-forwarded-proto",
			"x-forwarded-port", "x-forwarded-prefix", "x-forwarded-ssl", "x-real-ip", FORWARDED);

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
		List<String> hops = hops(headers);
		String client = peerText;
		for (int i = hops.size() - 1; i >= 0; i--) {
			InetAddress hop = address(hops.get(i));
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

	/**
	 * Returns the URL the client called, as a trusted proxy in front has seen it.
	 * @param line the target of the request
	 * @param scheme how this end was called
	 * @param path the path as backends get it
	 * @param headers the header fields, those that are not to be believed removed
	 * @return the URL
	 */
	MessageUrl url(RequestLine line, String scheme, String path, HttpHeaders headers) {
		if (this.ranges.isEmpty()) {
			return line.url(scheme, path);
		}
		String seenScheme = first(headers.get("x-forwarded-proto"));
		boolean known = seenScheme.equalsIgnoreCase("https") || seenScheme.equalsIgnoreCase("http");
		String seenHost = first(headers.get("x-forwarded-host"));
		RequestLine seen = HOST.matcher(seenHost).matches() ? new RequestLine(line.path(), line.query(), seenHost)
				: line;
		return seen.url(known ? seenScheme.toLowerCase(Locale.ROOT) : scheme, path);
	}

	private static String first(@Nullable String list) {
		if (list == null) {
			return "";
		}
		int comma = list.indexOf(',');
		return ((comma < 0) ? list : list.substring(0, comma)).trim();
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

	/**
	 * Returns the addresses proxies have noted, the nearest last: those of
	 * {@code X-Forwarded-For}, or else those of {@code Forwarded} (RFC 7239).
	 */
	private static List<String> hops(HttpHeaders headers) {
		List<String> hops = new ArrayList<>();
		for (String line : headers.getAll(X_FORWARDED_FOR)) {
			hops.addAll(List.of(line.split(",")));
		}
		if (!hops.isEmpty()) {
			return hops;
		}
		for (String line : headers.getAll(FORWARDED)) {
			for (String element : line.split(",")) {
				String hop = "";
				for (String pair : element.split(";")) {
					String text = pair.trim();
					hop = text.regionMatches(true, 0, "for=", 0, 4) ? text.substring(4) : hop;
				}
				hops.add(hop);
			}
		}
		return hops;
	}

	/** Some proxies note the port as well, and IPv6 addresses in brackets. */
	private static @Nullable InetAddress address(String noted) {
		String text = noted.trim().replace("\"", "");
		int colon = text.indexOf(':');
		if (text.startsWith("[")) {
			text = text.substring(1, Math.max(1, text.indexOf(']')));
		}
		else if (colon >= 0 && text.indexOf(':', colon + 1) < 0) {
			text = text.substring(0, colon);
		}
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
				throw new IllegalArgumentException(
						"selvage.trusted-proxies: '" + cidr + "' is not an IP address range such as 10.0.0.0/8");
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
					throw new IllegalArgumentException("selvage.trusted-proxies: '" + cidr
							+ "' has no prefix length from 0 to " + network.length * 8);
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
