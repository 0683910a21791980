package io.selvage.gateway.policy.document;

/**
 * What the reader must know of C#: where an expression ends, and whether a text is one.
 */
public interface ExpressionSyntax {

	/**
	 * Finds the end of an expression by its brackets, skipping strings, characters and
	 * comments.
	 * @param text a text
	 * @param start the offset of <code>@(</code> or <code>@{</code> in it
	 * @return where it ends, or why it does not
	 */
	Scan scan(String text, int start);

	/**
	 * Tells whether a text is an expression, by grammar only.
	 * @param text the text with its <code>@( )</code> or <code>@{ }</code>
	 * @return true if it parses
	 */
	boolean parses(String text);

	/**
	 * The outcome of a scan.
	 *
	 * @param end the offset behind the closing bracket; -1 if there is none
	 * @param errorOffset where the scan failed; -1 if it did not
	 * @param message why it failed; empty if it did not
	 * @param missing the brackets that would close what is open, innermost first
	 */
	record Scan(int end, int errorOffset, String message, String missing) {

		/**
		 * Tells whether the end was found.
		 * @return true if it was
		 */
		public boolean found() {
			return this.end >= 0;
		}

	}

}
