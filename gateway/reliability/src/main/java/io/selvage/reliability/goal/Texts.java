package io.selvage.reliability.goal;

import java.util.Locale;

import io.selvage.reliability.load.LoadResult;

/**
 * How figures are written.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Writes a part of a whole.
	 * @param part the part
	 * @param whole the whole
	 * @return both, with the percentage
	 */
	static String share(long part, long whole) {
		return String.format(Locale.ROOT, "%d of %d (%.2f %%)", part, whole, (whole == 0) ? 0 : 100.0 * part / whole);
	}

	/**
	 * Writes how long requests took.
	 * @param load the requests
	 * @return half of them, 99 % of them, all of them
	 */
	static String times(LoadResult load) {
		return String.format(Locale.ROOT, "%.1f / %.1f / %.0f", load.millis(50), load.millis(99), load.slowest());
	}

}
