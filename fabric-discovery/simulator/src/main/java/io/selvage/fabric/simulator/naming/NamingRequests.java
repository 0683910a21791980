package io.selvage.fabric.simulator.naming;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The requests all naming endpoints of a cluster received.
 */
public final class NamingRequests {

	/** How many requests are kept; the counts go on. */
	public static final int REMEMBERED = 100_000;

	private final Deque<NamingRequest> requests = new ArrayDeque<>();

	private final Map<NamingCall, Long> counts = new EnumMap<>(NamingCall.class);

	private long count;

	NamingRequests() {
	}

	/**
	 * Returns the last {@value #REMEMBERED} requests.
	 * @return requests, oldest first
	 */
	public synchronized List<NamingRequest> all() {
		return List.copyOf(this.requests);
	}

	/**
	 * Returns the requests of one call among those kept.
	 * @param call the call
	 * @return requests, oldest first
	 */
	public synchronized List<NamingRequest> of(NamingCall call) {
		return this.requests.stream().filter((request) -> request.call() == call).toList();
	}

	public synchronized long count() {
		return this.count;
	}

	public synchronized long count(NamingCall call) {
		return this.counts.getOrDefault(call, 0L);
	}

	public synchronized void clear() {
		this.requests.clear();
		this.counts.clear();
		this.count = 0;
	}

	synchronized void add(NamingRequest request) {
		if (this.requests.size() == REMEMBERED) {
			this.requests.removeFirst();
		}
		this.requests.addLast(request);
		this.count++;
		if (request.call() != null) {
			this.counts.merge(request.call(), 1L, Long::sum);
		}
	}

}
