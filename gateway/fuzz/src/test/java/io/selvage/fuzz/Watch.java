package io.selvage.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Holds a reader to the rule of every target: whatever the input is, it answers within
 * 100 ms of CPU. An input that was slow is read once more, so that neither the compiler
 * of the virtual machine nor a garbage collection makes a finding.
 */
public final class Watch {

	private static final long LIMIT_NANOS = 100_000_000;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private Watch() {
	}

	/**
	 * Reads an input.
	 * @param reader reads it; throws only what it must not
	 */
	public static void within100Millis(Runnable reader) {
		if (nanos(reader) > LIMIT_NANOS && nanos(reader) > LIMIT_NANOS) {
			long again = nanos(reader);
			if (again > LIMIT_NANOS) {
				throw new AssertionError("the reader took " + again / 1_000_000 + " ms of CPU");
			}
		}
	}

	private static long nanos(Runnable reader) {
		long start = THREADS.getCurrentThreadCpuTime();
		reader.run();
		return THREADS.getCurrentThreadCpuTime() - start;
	}

}
