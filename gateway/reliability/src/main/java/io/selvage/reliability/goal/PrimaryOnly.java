package io.selvage.reliability.goal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedPartition;
import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.instance.Exchange;
import io.selvage.reliability.load.Ask;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What replicas answer that listen in every role: the primary 200, any other 410. Counts
 * requests that came to another one although their sender could have known the primary.
 */
final class PrimaryOnly implements Answer {

	private static final long NOBODY = -1;

	private final AtomicLong misdirected = new AtomicLong();

	private volatile long leader = NOBODY;

	/** When the present leader was first called; 0 before. */
	private final AtomicLong known = new AtomicLong();

	/**
	 * Nobody leads from now on.
	 */
	void stepDown() {
		this.leader = NOBODY;
		this.known.set(0);
	}

	/**
	 * The primary of a partition leads.
	 * @param partition the partition
	 */
	void lead(SimulatedPartition partition) {
		this.leader = partition.primary().map(SimulatedInstance::id).orElseThrow();
	}

	/**
	 * Returns requests that say when they were made.
	 * @param path the beginning of their path
	 * @return the requests of a load
	 */
	IntFunction<Ask> timed(String path) {
		return (number) -> new Ask("GET", path + System.nanoTime(), 0, String.valueOf(number));
	}

	/**
	 * Returns how many requests, made after the new primary was known, came to another
	 * replica.
	 * @return their number
	 */
	long misdirected() {
		return this.misdirected.get();
	}

	@Override
	public Publisher<Void> to(Exchange exchange) {
		boolean leads = exchange.instance().instance() == this.leader;
		if (leads) {
			this.known.compareAndSet(0, System.nanoTime());
		}
		else {
			String uri = exchange.request().uri();
			String made = uri.substring(uri.lastIndexOf('/') + 1);
			long since = this.known.get();
			if (since != 0 && made.matches("[0-9]+") && Long.parseLong(made) - since > 0) {
				this.misdirected.incrementAndGet();
			}
		}
		return exchange.receiveBody().then(Mono.from(exchange.response().status(leads ? 200 : 410).send()));
	}

}
