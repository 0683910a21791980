package io.selvage.gateway.expression.json;

/**
 * How two documents are merged (Newtonsoft.Json.Linq.JsonMergeSettings).
 */
public final class JsonMergeSettings {

	/** What becomes of two arrays. */
	public enum ArrayHandling {

		/** The elements of both, one array behind the other. */
		CONCAT,
		/** Only elements that are not there yet are added. */
		UNION,
		/** The new array takes the old one's place. */
		REPLACE,
		/** Elements of the same index are merged. */
		MERGE

	}

	private ArrayHandling arrays = ArrayHandling.CONCAT;

	private boolean mergeNulls;

	private boolean ignoreCase;

	public ArrayHandling arrays() {
		return this.arrays;
	}

	public void arrays(ArrayHandling handling) {
		this.arrays = handling;
	}

	/**
	 * Tells whether a null of the new document replaces a value.
	 * @return false unless set
	 */
	public boolean mergeNulls() {
		return this.mergeNulls;
	}

	public void mergeNulls(boolean merge) {
		this.mergeNulls = merge;
	}

	public boolean ignoreCase() {
		return this.ignoreCase;
	}

	public void ignoreCase(boolean ignore) {
		this.ignoreCase = ignore;
	}

}
