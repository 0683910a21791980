package io.selvage.leaks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.util.ResourceLeakDetector;

/**
 * Netty's leak detector, which keeps its reports for {@link LeakGate} instead of logging
 * them. Netty makes one for each kind of resource if the system property
 * {@code io.netty.customResourceLeakDetector} names this class.
 *
 * @param <T> the kind of resource
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

	/** Netty makes the detectors, so this is the only place where they can meet. */
	private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

	/**
	 * Creates a detector, as Netty does.
	 * @param resource the kind of resource
	 * @param samplingInterval one of how many is followed; all at the level "paranoid"
	 */
	public RecordingLeakDetector(Class<?> resource, int samplingInterval) {
		super(resource, samplingInterval);
	}

	/**
	 * Creates a detector, as Netty once did; it logs an error if this is missing.
	 * @param resource the kind of resource
	 * @param samplingInterval one of how many is followed; all at the level "paranoid"
	 * @param maxActive of no effect
	 */
	public RecordingLeakDetector(Class<?> resource, int samplingInterval, long maxActive) {
		this(resource, samplingInterval);
	}

	/**
	 * Returns what was reported and not yet cleared.
	 * @return what leaked and where it was last touched
	 */
	static Queue<String> reports() {
		return REPORTS;
	}

	@Override
	protected void reportTracedLeak(String resourceType, String records) {
		REPORTS.add(resourceType + records);
	}

	@Override
	protected void reportUntracedLeak(String resourceType) {
		REPORTS.add(resourceType);
	}

}
