package io.selvage.gateway.expression.text;

/**
 * What a group of a match captured (System.Text.RegularExpressions.Group).
 */
public sealed class RegexGroup permits RegexMatch {

	private final String name;

	private final String input;

	private final int start;

	private final int end;

	/**
	 * Creates a group.
	 * @param name its name or number
	 * @param input the text that was searched
	 * @param start where the capture begins; negative if there is none
	 * @param end where the capture ends
	 */
	RegexGroup(String name, String input, int start, int end) {
		this.name = name;
		this.input = input;
		this.start = start;
		this.end = end;
	}

	public String name() {
		return this.name;
	}

	public boolean success() {
		return this.start >= 0;
	}

	public int index() {
		return Math.max(this.start, 0);
	}

	public int length() {
		return success() ? this.end - this.start : 0;
	}

	public String value() {
		return success() ? this.input.substring(this.start, this.end) : "";
	}

	String input() {
		return this.input;
	}

	@Override
	public String toString() {
		return value();
	}

}
