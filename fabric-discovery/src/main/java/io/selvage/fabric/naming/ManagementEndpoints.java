package io.selvage.fabric.naming;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;

/**
 * Which management endpoint to ask. Calls stay with one endpoint until it fails; after 60
 * s without a failure one call tries the first endpoint again, and if that works all
 * return to it.
 */
final class ManagementEndpoints {

	static final Duration RETURN_AFTER = Duration.ofSeconds(60);

	private static final AtomicReferenceFieldUpdater<ManagementEndpoints, Choice> CHOICE = AtomicReferenceFieldUpdater
		.newUpdater(ManagementEndpoints.class, Choice.class, "choice");

	private final List<URI> endpoints;

	private final LongSupplier nanoClock;

	private volatile Choice choice;

	ManagementEndpoints(List<URI> endpoints, LongSupplier nanoClock) {
		this.endpoints = List.copyOf(endpoints);
		this.nanoClock = nanoClock;
		this.choice = new Choice(0, nanoClock.getAsLong());
	}

	int size() {
		return this.endpoints.size();
	}

	URI get(int index) {
		return this.endpoints.get(index);
	}

	/** The endpoint a new call asks first. */
	int first() {
		Choice current = this.choice;
		long now = this.nanoClock.getAsLong();
		boolean mayReturn = current.index != 0 && now - current.sinceNanos >= RETURN_AFTER.toNanos();
		if (mayReturn && CHOICE.compareAndSet(this, current, new Choice(current.index, now))) {
			return 0;
		}
		return current.index;
	}

	/** The endpoint to ask after others have failed; {@code tried} has a bit for each. */
	int next(long tried) {
		int index = this.choice.index;
		for (int i = 0; i < this.endpoints.size(); i++) {
			if ((tried & 1L << index) == 0) {
				return index;
			}
			index = (index + 1) % this.endpoints.size();
		}
		return -1;
	}

	void succeeded(int index) {
		if (index == 0 && this.choice.index != 0) {
			this.choice = new Choice(0, this.nanoClock.getAsLong());
		}
	}

	void failed(int index) {
		Choice current = this.choice;
		if (current.index == index) {
			CHOICE.compareAndSet(this, current,
					new Choice((index + 1) % this.endpoints.size(), this.nanoClock.getAsLong()));
		}
	}

	private record Choice(int index, long sinceNanos) {
	}

}
