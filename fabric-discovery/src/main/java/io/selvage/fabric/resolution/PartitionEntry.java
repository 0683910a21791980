package io.selvage.fabric.resolution;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one partition: the answer in use, who asks for it, and how asking
 * the cluster went. The answer is an immutable value swapped in one step; its version
 * never goes back.
 */
final class PartitionEntry {

	private static final AtomicReferenceFieldUpdater<PartitionEntry, @Nullable Resolution> HELD = AtomicReferenceFieldUpdater
		.newUpdater(PartitionEntry.class, Resolution.class, "held");

	/** Saves writes to a shared line: uses closer together than this count as one. */
	private static final long TOUCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long COMPLAINT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int COMPLAINT_BURST = 6;

	private final ServiceEntry service;

	private final PartitionKey key;

	private final Flight<Resolution> flight = new Flight<>();

	private final Pace complaints;

	private final FailureMemory failures = new FailureMemory();

	private final AtomicBoolean suspected = new AtomicBoolean();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private volatile @Nullable Resolution held;

	private volatile long usedNanos;

	private volatile boolean dormant;

	private volatile long askedNanos;

	PartitionEntry(ServiceEntry service, PartitionKey key, long nowNanos) {
		this.service = service;
		this.key = key;
		this.complaints = new Pace(COMPLAINT_NANOS, COMPLAINT_BURST, nowNanos);
		this.usedNanos = nowNanos;
		this.askedNanos = nowNanos - COMPLAINT_NANOS;
	}

	ServiceEntry service() {
		return this.service;
	}

	PartitionKey key() {
		return this.key;
	}

	Flight<Resolution> flight() {
		return this.flight;
	}

	@Nullable Resolution held() {
		return this.held;
	}

	/**
	 * The answer for the warm path; {@code null} if the cluster should be asked first.
	 */
	@Nullable Resolution warm(long nowNanos, long expiryNanos) {
		Resolution answer = this.held;
		if (answer == null || this.dormant || isUnusedFor(expiryNanos, nowNanos)) {
			return null;
		}
		use(nowNanos);
		return answer;
	}

	void use(long nowNanos) {
		if (nowNanos - this.usedNanos > TOUCH_NANOS) {
			this.usedNanos = nowNanos;
		}
	}

	boolean isUnusedFor(long nanos, long nowNanos) {
		return nowNanos - this.usedNanos > nanos;
	}

	boolean isDormant() {
		return this.dormant;
	}

	void sleep() {
		this.dormant = true;
	}

	void wake() {
		this.dormant = false;
	}

	/** Takes an answer of the cluster into use, unless a newer one is held. */
	Acceptance accept(Resolution answer) {
		while (true) {
			Resolution before = this.held;
			Acceptance acceptance = judge(before, answer);
			if (HELD.compareAndSet(this, before, acceptance.held())) {
				return acceptance;
			}
		}
	}

	private static Acceptance judge(@Nullable Resolution before, Resolution answer) {
		if (before == null) {
			return new Acceptance(Acceptance.Kind.FIRST, answer, answer.endpoints().size());
		}
		int growth = answer.endpoints().size() - before.endpoints().size();
		if (answer.supersedes(before)) {
			return new Acceptance(Acceptance.Kind.CHANGED, answer, growth);
		}
		if (answer.version().compareTo(before.version()) < 0) {
			return new Acceptance(Acceptance.Kind.OLDER, before, 0);
		}
		boolean same = answer.endpoints().equals(before.endpoints());
		return same ? new Acceptance(Acceptance.Kind.CONFIRMED, before.confirmed(answer.confirmedNanos()), 0)
				: new Acceptance(Acceptance.Kind.CHANGED, answer, growth);
	}

	/** Forgets the answer; returns how many endpoints it had. */
	int drop() {
		Resolution before = HELD.getAndSet(this, null);
		return (before != null) ? before.endpoints().size() : 0;
	}

	void asking(long nowNanos) {
		this.askedNanos = nowNanos;
	}

	FailureMemory failures() {
		return this.failures;
	}

	void failed(FabricException reason, long nowNanos) {
		this.failures.failed(reason, nowNanos);
		Resolution before = this.held;
		if (before != null) {
			HELD.compareAndSet(this, before, before.stale(reason));
		}
	}

	boolean mayComplain(long nowNanos) {
		return this.complaints.tryTake(nowNanos);
	}

	/** The first suspicion gets the wait until it may be acted on, others −1. */
	long suspect(long nowNanos) {
		return this.suspected.compareAndSet(false, true) ? Math.max(0, this.askedNanos + COMPLAINT_NANOS - nowNanos)
				: -1;
	}

	void suspicionSettled() {
		this.suspected.set(false);
	}

	boolean startSchedule() {
		return this.scheduled.compareAndSet(false, true);
	}

	void endSchedule() {
		this.scheduled.set(false);
	}

	/**
	 * What became of an answer.
	 *
	 * @param kind whether it was the first, newer, the same or older
	 * @param held the answer in use from now on
	 * @param growth how many endpoints there are more than before
	 */
	record Acceptance(Kind kind, Resolution held, int growth) {

		enum Kind {

			FIRST, CHANGED, CONFIRMED, OLDER

		}

	}

}
