package io.selvage.catalog.management;

/**
 * Rewrites a policy document between the formats {@code xml} (expressions escaped) and
 * {@code rawxml} (expressions verbatim). Only the policy language knows where expressions
 * are, so the gateway implements this.
 */
@FunctionalInterface
public interface PolicyFormats {

	/**
	 * Rewrites a document.
	 * @param document a valid document in the other format
	 * @param format {@code xml} or {@code rawxml}: the format wanted
	 * @return the document
	 */
	String convert(String document, String format);

}
