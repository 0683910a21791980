package io.selvage.fabric.resolution;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one service: its partitions once their scheme is known, or that it
 * does not exist.
 */
final class ServiceEntry {

	private final FabricServiceName name;

	private final Flight<PartitionTable> description = new Flight<>();

	private final FailureMemory failures = new FailureMemory();

	private final AtomicInteger endpoints = new AtomicInteger();

	/**
	 * Most services are singletons: a request without a key is tried as for one before
	 * anything is known, which saves a call.
	 */
	private final PartitionEntry guess;

	private volatile @Nullable PartitionTable table;

	private volatile @Nullable Absence absence;

	private volatile boolean described;

	private volatile long describedNanos;

	ServiceEntry(FabricServiceName name, long nowNanos) {
		this.name = name;
		this.guess = new PartitionEntry(this, PartitionKey.NONE, nowNanos);
	}

	FabricServiceName name() {
		return this.name;
	}

	Flight<PartitionTable> description() {
		return this.description;
	}

	FailureMemory failures() {
		return this.failures;
	}

	PartitionEntry guess() {
		return this.guess;
	}

	@Nullable PartitionTable table() {
		return this.table;
	}

	/**
	 * Takes a description into use and keeps what is known about partitions that are
	 * still the same; returns how many endpoints that leaves without use.
	 */
	int use(PartitionTable described, long nowNanos) {
		PartitionTable before = this.table;
		int dropped = 0;
		if (before != null) {
			described.adopt(before);
			dropped = dropAll(before, (entry) -> described.find(entry.key().text()) != entry);
		}
		this.table = described;
		this.describedNanos = nowNanos;
		this.described = true;
		this.absence = null;
		return dropped;
	}

	private static int dropAll(PartitionTable table, Predicate<PartitionEntry> which) {
		AtomicInteger sum = new AtomicInteger();
		table.forEach((entry) -> {
			if (which.test(entry)) {
				sum.addAndGet(entry.drop());
			}
		});
		return sum.get();
	}

	/** A guess that came true: the service is a singleton. */
	void confirmGuess() {
		if (this.table == null) {
			this.table = new SingletonTable(this.guess);
		}
		this.absence = null;
	}

	boolean describedWithin(long nanos, long nowNanos) {
		return this.table != null && this.described && nowNanos - this.describedNanos < nanos;
	}

	/** The service is gone; returns how many endpoints that leaves without use. */
	int leave(FabricException reason, long untilNanos) {
		this.absence = new Absence(reason, untilNanos);
		return forget();
	}

	/** Starts over with the scheme unknown. */
	int forget() {
		PartitionTable before = this.table;
		this.table = null;
		this.described = false;
		return this.guess.drop() + ((before != null) ? dropAll(before, (entry) -> true) : 0);
	}

	@Nullable FabricException absence(long nowNanos) {
		Absence known = this.absence;
		return (known != null && known.untilNanos - nowNanos > 0) ? known.reason : null;
	}

	int countEndpoints(int growth) {
		return this.endpoints.addAndGet(growth);
	}

	private record Absence(FabricException reason, long untilNanos) {
	}

}
