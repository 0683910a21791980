package io.selvage.catalog.entity;

/**
 * The text of a policy document or fragment.
 *
 * @param format how expressions are written in it
 * @param value the text
 */
public record PolicyText(Format format, String value) {

	/**
	 * How expressions are written.
	 */
	public enum Format {

		/** Well-formed XML: expressions escape quotes, angle brackets and ampersands. */
		XML,
		/** Expressions stand verbatim, so that the text need not be well-formed XML. */
		RAWXML

	}

}
