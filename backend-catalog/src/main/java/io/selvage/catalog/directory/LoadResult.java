package io.selvage.catalog.directory;

import java.util.List;

import io.selvage.catalog.resource.Violation;

/**
 * How an attempt to load the directory ended.
 *
 * @param outcome how
 * @param revision the revision of the catalog that is served now
 * @param violations errors if it was refused, warnings if it was loaded
 */
public record LoadResult(Outcome outcome, long revision, List<Violation> violations) {

	/**
	 * How an attempt ended.
	 */
	public enum Outcome {

		/** Nothing has changed since the last attempt. */
		UNCHANGED,
		/** The directory is served. */
		LOADED,
		/** The directory is not valid; what was served before still is. */
		REFUSED

	}

}
