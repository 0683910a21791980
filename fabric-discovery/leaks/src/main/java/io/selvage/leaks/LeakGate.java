package io.selvage.leaks;

import java.util.Queue;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a leaked buffer has been reported. A leak shows only
 * when the garbage collector has found the buffer, so it may be reported classes later:
 * the report says where the buffer was last touched. JUnit finds this extension by
 * itself.
 */
public final class LeakGate implements AfterAllCallback {

	private static final int PROBES = 16;

	@Override
	public void afterAll(ExtensionContext context) {
		if (context.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
			return;
		}
		// Netty looks for leaks when a buffer is made.
		for (int i = 0; i < PROBES; i++) {
			ByteBufAllocator.DEFAULT.buffer(1).release();
		}
		Queue<String> reports = RecordingLeakDetector.reports();
		if (!reports.isEmpty()) {
			String report = String.join(System.lineSeparator(), reports);
			reports.clear();
			throw new AssertionError("LEAK reported during or before this class: " + report);
		}
	}

}
