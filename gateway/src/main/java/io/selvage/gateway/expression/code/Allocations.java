package io.selvage.gateway.expression.code;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread has allocated since it was started, as the virtual machine
 * counts it: the one measure that no way of making garbage escapes.
 */
final class Allocations {

	private static final @Nullable ThreadMXBean THREADS = threads();

	private Allocations() {
	}

	private static @Nullable ThreadMXBean threads() {
		return (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
				&& threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled()) ? threads
						: null;
	}

	/**
	 * Returns the count.
	 * @return bytes; always 0 on a virtual machine that does not count
	 */
	static long ofThisThread() {
		return (THREADS != null) ? THREADS.getCurrentThreadAllocatedBytes() : 0;
	}

}
