package io.selvage.gateway.expression.code;

import java.lang.reflect.Array;

import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation has used.
 * <p>
 * Memory is what the thread really allocates: it is read at every step (a round of a
 * loop, a call of a lambda, an element), so that nothing made in small parts escapes it.
 * What is made at once is announced before, and refused if it does not fit into what is
 * left. The clock is read at the same occasions.
 * <p>
 * Limits are those without input. Only when one is exceeded, or a body is read away, the
 * input is weighed, once, and the limits grow with it.
 */
final class Budget implements Evaluation {

	/** What takes no loop is bounded by its input; a slow machine must not fail it. */
	private static final int FREE_STEPS = 4;

	/** Smaller values are left to the next step. */
	private static final int SMALL = 2048;

	/** A character can take two bytes, and is copied once while text is put together. */
	private static final int BYTES_PER_CHARACTER = 4;

	/** An element is boxed, and stands in a list while an array is put in order. */
	private static final int BYTES_PER_ELEMENT = 24;

	/** For the exception, and for what a step makes before the next is counted. */
	private static final long RESERVE = 48 * 1024;

	private final EvaluationLimits limits;

	private final Object host;

	private final long start;

	private long inputs = -1;

	private long allowedSteps;

	private long allowedMemory;

	private long allowedNanos;

	private long allocatedBefore = -1;

	private long produced;

	private long unseen;

	private long steps;

	private int depth;

	Budget(EvaluationLimits limits, Object host) {
		this.limits = limits;
		this.host = host;
		this.start = System.nanoTime();
		this.allowedSteps = limits.steps(0);
		this.allowedMemory = limits.memory(0);
		this.allowedNanos = limits.nanos(0);
	}

	@Override
	public void step(int count) {
		this.steps += count;
		if (this.steps > this.allowedSteps && !(grow() && this.steps <= this.allowedSteps)) {
			throw new LimitExceededException(
					"The evaluation was stopped after " + this.allowedSteps + " steps (loops, lambdas, items).");
		}
		if (this.steps > FREE_STEPS) {
			check(0);
		}
	}

	@Override
	public void produce(long length) {
		this.unseen += length;
		if (length < 0 || this.unseen > SMALL) {
			this.produced += this.unseen;
			this.unseen = 0;
			allocate((length < 0 || length > Long.MAX_VALUE / BYTES_PER_CHARACTER) ? Long.MAX_VALUE
					: length * BYTES_PER_CHARACTER);
		}
	}

	@Override
	public void allocate(long bytes) {
		if (bytes > SMALL) {
			check(bytes);
		}
	}

	/** A member is about to work on a value: what it may make of it has to fit. */
	@Nullable Object handed(@Nullable Object value) {
		if (value instanceof String text) {
			allocate((long) text.length() * BYTES_PER_CHARACTER);
		}
		else if (value instanceof byte[] || value instanceof char[]) {
			allocate((long) Array.getLength(value) * BYTES_PER_CHARACTER);
		}
		else if (value != null && value.getClass().isArray()) {
			allocate((long) Array.getLength(value) * BYTES_PER_ELEMENT);
		}
		else if (value instanceof StringBuilder text) {
			allocate((long) text.length() * BYTES_PER_CHARACTER);
		}
		return value;
	}

	private void check(long bytes) {
		if (this.allowedMemory == Long.MAX_VALUE) {
			return;
		}
		long allocated = Allocations.ofThisThread();
		if (this.allocatedBefore < 0) {
			this.allocatedBefore = allocated;
		}
		long used = Math.max(this.produced, allocated - this.allocatedBefore);
		if (!fits(used, bytes) && !(grow() && fits(used, bytes))) {
			throw new LimitExceededException("The evaluation was stopped because it would need more than "
					+ this.allowedMemory + " bytes of memory.");
		}
		checkTime();
	}

	@Override
	public void weighInput() {
		grow();
	}

	@Override
	public void checkTime() {
		if (late() && !(grow() && !late())) {
			throw new LimitExceededException(
					"The evaluation was stopped after " + this.limits.millis(Math.max(this.inputs, 0)) + " ms.");
		}
	}

	private boolean fits(long used, long bytes) {
		return bytes <= this.allowedMemory - RESERVE - used;
	}

	private boolean late() {
		return System.nanoTime() - this.start > this.allowedNanos;
	}

	/** Weighs the input; false if that was done before. */
	private boolean grow() {
		if (this.inputs >= 0) {
			return false;
		}
		this.inputs = this.limits.inputs(this.host);
		this.allowedSteps = this.limits.steps(this.inputs);
		this.allowedMemory = this.limits.memory(this.inputs);
		this.allowedNanos = this.limits.nanos(this.inputs);
		return this.inputs > 0;
	}

	void enter() {
		if (++this.depth > this.limits.depth()) {
			throw new LimitExceededException(
					"The evaluation was stopped because calls are nested deeper than " + this.limits.depth() + ".");
		}
	}

	void leave() {
		this.depth--;
	}

}
