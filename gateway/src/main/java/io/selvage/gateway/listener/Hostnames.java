package io.selvage.gateway.listener;

import java.util.List;
import java.util.Locale;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * The hostnames a gateway answers for, such as the custom domains of a gateway of Azure
 * API Management. A name is compared without case, port and a dot at its end;
 * {@code *.example.com} stands for exactly one label before the dot, as in certificates
 * (RFC 9525 section 6.3); addresses of IPv6 are compared as addresses.
 * <p>
 * A request for any other host is answered with 421 (RFC 9110 section 15.5.20), over
 * HTTP/1.1 too: it says what is wrong, and lets a client that reused a connection try a
 * new one. A 404 would say that a path is missing, and could be kept by caches (RFC 9110
 * section 15.1); Azure documents no answer for this case.
 */
public final class Hostnames {

	private static final int LONGEST_NAME = 253;

	private static final int LONGEST_LABEL = 63;

	private static final String WILDCARD = "*.";

	private final boolean any;

	private final NameTable names;

	/** What follows the first label of names any label may begin. */
	private final NameTable parents;

	/**
	 * Creates them.
	 * @param hostnames names, {@code *.} and a name, or addresses (IPv6 in brackets);
	 * none for any
	 * @throws IllegalArgumentException if one of them is something else
	 */
	public Hostnames(List<String> hostnames) {
		List<String> known = hostnames.stream().map(Hostnames::canonical).toList();
		this.any = known.isEmpty();
		this.names = new NameTable(known.stream().filter((name) -> !name.startsWith(WILDCARD)).toList());
		this.parents = new NameTable(known.stream()
			.filter((name) -> name.startsWith(WILDCARD))
			.map((name) -> name.substring(WILDCARD.length()))
			.toList());
	}

	private static String canonical(String setting) {
		String name = setting.strip().toLowerCase(Locale.ROOT);
		if (name.startsWith("[")) {
			String address = address(name, name.length());
			if (address == null) {
				throw wrong(setting);
			}
			return address;
		}
		if (name.endsWith(".")) {
			name = name.substring(0, name.length() - 1);
		}
		String[] labels = (name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name).split("\\.", -1);
		for (String label : labels) {
			if (label.isEmpty() || label.length() > LONGEST_LABEL || !label.chars().allMatch(Hostnames::ofLabel)) {
				throw wrong(setting);
			}
		}
		if (name.length() > LONGEST_NAME) {
			throw wrong(setting);
		}
		return name;
	}

	private static boolean ofLabel(int next) {
		return (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next == '-' || next == '_';
	}

	private static IllegalArgumentException wrong(String setting) {
		return new IllegalArgumentException("selvage.hostnames: '" + setting
				+ "' is not a hostname such as api.example.com, *.example.com or [2001:db8::1],"
				+ " without scheme, port and path, in ASCII (xn--...)");
	}

	/** Addresses of IPv6 have many spellings; the few requests that name one are read. */
	private static @Nullable String address(String text, int end) {
		byte[] octets = (text.charAt(end - 1) == ']' && text.indexOf('%') < 0)
				? NetUtil.createByteArrayFromIpAddressString(text.substring(0, end)) : null;
		return (octets != null && octets.length == 16) ? "[" + NetUtil.bytesToIpAddress(octets) + "]" : null;
	}

	/**
	 * Checks the host of a request.
	 * @param authority what its Host field or {@code :authority} says, or null
	 * @throws RefusedException with status 421 if it is none of these
	 */
	void check(@Nullable String authority) {
		if (!this.any && (authority == null || !include(authority))) {
			throw new RefusedException(421, "This gateway does not answer for the host of the request");
		}
	}

	private boolean include(String authority) {
		int colon = authority.lastIndexOf(':');
		int end = (colon >= 0 && authority.indexOf(']', colon) < 0) ? colon : authority.length();
		if (authority.startsWith("[")) {
			String address = address(authority, end);
			return address != null && this.names.contains(address, 0, address.length());
		}
		if (end > 0 && authority.charAt(end - 1) == '.') {
			end--;
		}
		if (this.names.contains(authority, 0, end)) {
			return true;
		}
		int dot = authority.indexOf('.');
		return dot > 0 && dot < end && this.parents.contains(authority, dot + 1, end);
	}

}
