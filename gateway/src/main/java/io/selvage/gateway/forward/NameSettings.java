package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.netty.util.NetUtil;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the names of backends are looked up.
 *
 * @param servers name servers, an IP address with an optional port each; those of the
 * machine if empty
 * @param minTimeToLive how long an answer holds at least, in whole seconds
 * @param maxTimeToLive how long an answer holds at most, in whole seconds, whatever its
 * time to live says
 */
public record NameSettings(@DefaultValue List<String> servers, @DefaultValue("1s") Duration minTimeToLive,
		@DefaultValue("30s") Duration maxTimeToLive) {

	/** What holds where nothing is configured. */
	public static final NameSettings DEFAULT = new NameSettings(List.of(), Duration.ofSeconds(1),
			Duration.ofSeconds(30));

	private static final int DNS_PORT = 53;

	/**
	 * Checks the settings.
	 */
	public NameSettings {
		if (minTimeToLive.isNegative() || maxTimeToLive.compareTo(minTimeToLive) < 0) {
			throw new IllegalArgumentException("Times to live of names are at least 0, and the longest is not below "
					+ "the shortest: " + minTimeToLive + ", " + maxTimeToLive);
		}
		servers.forEach(NameSettings::server);
	}

	static InetSocketAddress server(String text) {
		int colon = text.lastIndexOf(':');
		boolean port = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
		String host = (port ? text.substring(0, colon) : text).replace("[", "").replace("]", "");
		try {
			if (NetUtil.createByteArrayFromIpAddressString(host) != null) {
				return new InetSocketAddress(host, port ? Integer.parseInt(text.substring(colon + 1)) : DNS_PORT);
			}
		}
		catch (IllegalArgumentException malformedPort) {
			// told below
		}
		throw new IllegalArgumentException(
				"'" + text + "' is not a name server: an IP address with an optional port, such as 10.0.0.2:53");
	}

}
