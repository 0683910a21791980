package io.selvage.reliability.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting between the steps of a fault.
 */
public final class Pause {

	private Pause() {
	}

	/**
	 * Waits.
	 * @param millis how long, in ms
	 */
	public static void millis(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits until a moment of {@link System#nanoTime()}.
	 * @param nanoTime the moment
	 */
	public static void until(long nanoTime) {
		long left = nanoTime - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = nanoTime - System.nanoTime();
		}
	}

}
