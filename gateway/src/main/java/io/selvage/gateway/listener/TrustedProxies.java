package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
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

	/**
	 * What else speaks of who called, beside everything that begins with X-Forwarded-.
	 */
	private static final Set<String> FIELDS = Set.of(FORWARDED, "x-forwarded", "x-real-ip");

	private static final String BEGINNING = "x-forwarded-";

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
			removeFrom(headers);
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

	private static void removeFrom(HttpHeaders headers) {
		List<CharSequence> found = null;
		Iterator<Map.Entry<CharSequence, CharSequence>> lines = headers.iteratorCharSequence();
		while (lines.hasNext()) {
			CharSequence name = lines.next().getKey();
			int first = name.isEmpty() ? 0 : name.charAt(0) | 0x20;
			if ((first == 'x' || first == 'f') && speaksOfTheClient(name)) {
				found = (found != null) ? found : new ArrayList<>(2);
				found.add(name);
			}
		}
		if (found != null) {
			found.forEach(headers::remove);
		}
	}

	private static boolean speaksOfTheClient(CharSequence name) {
		return AsciiString.regionMatches(name, true, 0, BEGINNING, 0, BEGINNING.length())
				|| FIELDS.contains(name.toString().toLowerCase(Locale.ROOT));
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
		ForwardedElement seen = forwarded(headers);
		String proto = first(headers.get("x-forwarded-proto"));
		String host = first(headers.get("x-forwarded-host"));
		String seenScheme = proto.isEmpty() ? seen.proto() : proto;
		boolean known = seenScheme.equalsIgnoreCase("https") || seenScheme.equalsIgnoreCase("http");
		String seenHost = authority(host.isEmpty() ? seen.host() : host, line.authority(),
				first(headers.get("x-forwarded-port")));
		return new RequestLine(line.path(), line.query(), seenHost)
			.url(known ? seenScheme.toLowerCase(Locale.ROOT) : scheme, path);
	}

	/** The port is told beside the host by some proxies. */
	private static String authority(String seen, String called, String port) {
		String host = acceptable(seen) ? seen : called;
		String joined = host + ':' + port;
		return (!port.isEmpty() && host.indexOf(':', host.indexOf(']') + 1) < 0 && acceptable(joined)) ? joined : host;
	}

	private static boolean acceptable(String host) {
		try {
			HostRules.check(host);
			return true;
		}
		catch (RefusedException malformed) {
			return false;
		}
	}

	/**
	 * Returns what the outermost of the trusted proxies has seen. Elements before its own
	 * were sent by the client.
	 */
	private ForwardedElement forwarded(HttpHeaders headers) {
		ForwardedElement seen = ForwardedElement.NONE;
		if (!headers.contains(FORWARDED)) {
			return seen;
		}
		List<ForwardedElement> elements = ForwardedElement.parse(headers.getAll(FORWARDED));
		for (int i = elements.size() - 1; i >= 0; i--) {
			seen = elements.get(i).over(seen);
			InetAddress hop = address(seen.client());
			if (hop == null || !trusts(hop)) {
				break;
			}
		}
		return seen;
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
		for (ForwardedElement element : ForwardedElement.parse(headers.getAll(FORWARDED))) {
			hops.add(element.client());
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
