package io.selvage.gateway.policy.document;

import java.util.List;

/**
 * The value of an attribute or the text of an element, after named values were put in and
 * entities decoded. Knows where each of its characters stands in the author's text.
 */
public final class PolicyValue {

	private final String text;

	private final String display;

	private final boolean expression;

	private final int[] origins;

	private final LineIndex lines;

	private final List<NamedValueReference> unknownNames;

	PolicyValue(Content content, boolean expression, LineIndex lines) {
		this.text = content.text();
		this.display = content.display();
		this.origins = content.origins();
		this.unknownNames = content.unknownNames();
		this.expression = expression;
		this.lines = lines;
	}

	/**
	 * Returns the value. An expression has its <code>@( )</code> or <code>@{ }</code>,
	 * without blanks around it.
	 * @return the value
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the value as people may see it: secret named values as references.
	 * @return the value without secrets
	 */
	public String display() {
		return this.display;
	}

	/**
	 * Tells whether the whole value is an expression.
	 * @return true if it begins with <code>@(</code> or <code>@{</code> and ends with its
	 * closing bracket
	 */
	public boolean isExpression() {
		return this.expression;
	}

	/**
	 * Returns the place of the first character.
	 * @return the place in the author's text
	 */
	public TextPosition position() {
		return positionOf(0);
	}

	/**
	 * Returns the place of a character.
	 * @param index the index in {@link #text()}; up to its length
	 * @return the place in the author's text
	 */
	public TextPosition positionOf(int index) {
		return this.lines.position(this.origins[Math.max(0, Math.min(index, this.origins.length - 1))]);
	}

	/** The offset of a character in the author's text. */
	int originOf(int index) {
		return this.origins[index];
	}

	/**
	 * Returns the references to named values that do not exist.
	 * @return in order of their appearance
	 */
	public List<NamedValueReference> unknownNames() {
		return this.unknownNames;
	}

	@Override
	public String toString() {
		return this.display;
	}

	/**
	 * The parts of a value.
	 *
	 * @param text the characters
	 * @param display the characters without secrets
	 * @param origins the offset of each character and of the end in the author's text
	 * @param unknownNames references that could not be resolved
	 */
	record Content(String text, String display, int[] origins, List<NamedValueReference> unknownNames) {
	}

}
