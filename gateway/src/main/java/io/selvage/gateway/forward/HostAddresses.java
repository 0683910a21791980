package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses of one name. An answer that shares no address with those before replaces
 * them: the service has moved. One that does may be a part of a longer list that name
 * servers hand out in turns, so an address is given up only after it was missing for a
 * minute. Immutable, apart from when it was last asked about.
 */
final class HostAddresses {

	private static final long ROTATION_NANOS = Duration.ofSeconds(60).toNanos();

	private final List<InetAddress> latest;

	private final Map<InetAddress, Long> seen;

	private volatile long touched;

	private HostAddresses(List<InetAddress> latest, Map<InetAddress, Long> seen, long touched) {
		this.latest = List.copyOf(latest);
		this.seen = seen;
		this.touched = touched;
	}

	static HostAddresses first(List<InetAddress> addresses, long now) {
		Map<InetAddress, Long> seen = new HashMap<>();
		addresses.forEach((address) -> seen.put(address, now));
		return new HostAddresses(addresses, seen, now);
	}

	/**
	 * Learns a newer answer.
	 * @param addresses what the name leads to now
	 * @param now the present in nanoseconds
	 * @return the addresses from now on
	 */
	HostAddresses next(List<InetAddress> addresses, long now) {
		Map<InetAddress, Long> still = new HashMap<>();
		if (addresses.stream().anyMatch(this.seen::containsKey)) {
			this.seen.forEach((address, when) -> {
				if (now - when < ROTATION_NANOS) {
					still.put(address, when);
				}
			});
		}
		addresses.forEach((address) -> still.put(address, now));
		return new HostAddresses(addresses, still, this.touched);
	}

	boolean contains(InetAddress address) {
		return this.seen.containsKey(address);
	}

	List<InetAddress> latest() {
		return this.latest;
	}

	void touch(long now) {
		this.touched = now;
	}

	long touched() {
		return this.touched;
	}

}
