package io.selvage.gateway.policy.document;

/**
 * A place in a text.
 *
 * @param line the line, from 1
 * @param column the column in UTF-16 units, from 1
 */
public record TextPosition(int line, int column) {

	/** The first character. */
	public static final TextPosition START = new TextPosition(1, 1);

}
