package io.selvage.fabric.simulator.naming;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The faults in force at one naming endpoint. Latencies add up; of other faults the first
 * that fits is played.
 */
public final class NamingFaults {

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private volatile Duration handshakeDelay = Duration.ZERO;

	NamingFaults() {
	}

	/**
	 * Plays a fault until {@link #clear()}.
	 * @param fault the fault
	 * @param calls the calls it hits; none means all
	 */
	public void inject(NamingFault fault, NamingCall... calls) {
		injectTimes(Integer.MAX_VALUE, fault, calls);
	}

	/**
	 * Plays a fault a number of times.
	 * @param times how often, at least once
	 * @param fault the fault
	 * @param calls the calls it hits; none means all
	 */
	public void injectTimes(int times, NamingFault fault, NamingCall... calls) {
		if (times < 1) {
			throw new IllegalArgumentException("a fault is played at least once, not " + times + " times");
		}
		this.rules.add(new Rule(fault, Set.of(calls), new AtomicInteger(times)));
	}

	/**
	 * Delays the server's part of each TLS handshake.
	 * @param delay how long
	 */
	public void slowTls(Duration delay) {
		this.handshakeDelay = delay;
	}

	/**
	 * Ends all faults.
	 */
	public void clear() {
		this.rules.clear();
		this.handshakeDelay = Duration.ZERO;
	}

	Duration handshakeDelay() {
		return this.handshakeDelay;
	}

	/** Takes what applies to a request, and counts it as played. */
	Played take(@Nullable NamingCall call) {
		Duration latency = Duration.ZERO;
		for (Rule rule : this.rules) {
			boolean hit = rule.calls.isEmpty() || call != null && rule.calls.contains(call);
			if (!hit || !spend(rule)) {
				continue;
			}
			if (rule.fault instanceof NamingFault.Latency slow) {
				latency = latency.plus(slow.delay());
			}
			else {
				return new Played(latency, rule.fault);
			}
		}
		return new Played(latency, null);
	}

	private boolean spend(Rule rule) {
		int left = rule.left.getAndUpdate((times) -> (times == Integer.MAX_VALUE) ? times : Math.max(0, times - 1));
		if (left <= 1) {
			this.rules.remove(rule);
		}
		return left > 0;
	}

	/**
	 * What happens to one request.
	 *
	 * @param latency how long it waits
	 * @param fault what it gets instead of the true answer, or {@code null}
	 */
	record Played(Duration latency, @Nullable NamingFault fault) {
	}

	private record Rule(NamingFault fault, Set<NamingCall> calls, AtomicInteger left) {
	}

}
