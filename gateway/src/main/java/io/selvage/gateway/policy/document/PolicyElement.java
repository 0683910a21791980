package io.selvage.gateway.policy.document;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An element of a policy document. Immutable.
 */
public final class PolicyElement implements PolicyNode {

	private final String name;

	private final TextPosition position;

	private final List<PolicyAttribute> attributes;

	private final List<PolicyNode> children;

	private final PolicyValue inner;

	private final String document;

	PolicyElement(String name, TextPosition position, List<PolicyAttribute> attributes, List<PolicyNode> children,
			PolicyValue inner, String document) {
		this.name = name;
		this.position = position;
		this.attributes = List.copyOf(attributes);
		this.children = List.copyOf(children);
		this.inner = inner;
		this.document = document;
	}

	/**
	 * Makes an element that stands in no text.
	 * @param name its name
	 * @param document what problems call its document
	 * @return an element without attributes and children
	 */
	public static PolicyElement empty(String name, String document) {
		PolicyValue.Content nothing = new PolicyValue.Content("", "", new int[] { 0 }, List.of());
		return new PolicyElement(name, TextPosition.START, List.of(), List.of(),
				new PolicyValue(nothing, false, new LineIndex("")), document);
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns the place of the opening angle bracket.
	 * @return the place in the author's text
	 */
	public TextPosition position() {
		return this.position;
	}

	/**
	 * Returns the name of the document or fragment it stands in.
	 * @return the name
	 */
	public String document() {
		return this.document;
	}

	public List<PolicyAttribute> attributes() {
		return this.attributes;
	}

	/**
	 * Finds an attribute.
	 * @param name the name
	 * @return the attribute, or null
	 */
	public @Nullable PolicyAttribute attribute(String name) {
		for (PolicyAttribute attribute : this.attributes) {
			if (attribute.name().equals(name)) {
				return attribute;
			}
		}
		return null;
	}

	/**
	 * Returns elements and text in order; text of nothing but blanks is left out.
	 * @return the children
	 */
	public List<PolicyNode> children() {
		return this.children;
	}

	/**
	 * Returns the child elements in order.
	 * @return the elements
	 */
	public List<PolicyElement> elements() {
		List<PolicyElement> elements = new ArrayList<>(this.children.size());
		for (PolicyNode child : this.children) {
			if (child instanceof PolicyElement element) {
				elements.add(element);
			}
		}
		return elements;
	}

	/**
	 * Returns this element with other children.
	 * @param others the children
	 * @return a copy
	 */
	public PolicyElement withChildren(List<PolicyNode> others) {
		return new PolicyElement(this.name, this.position, this.attributes, others, this.inner, this.document);
	}

	/**
	 * Returns the first text that is more than blanks.
	 * @return the text, or null if there is none
	 */
	public @Nullable PolicyValue text() {
		for (PolicyNode child : this.children) {
			if (child instanceof PolicyText text) {
				return text.value();
			}
		}
		return null;
	}

	/**
	 * Returns everything between the tags, markup included, as it was written.
	 * @return the content; never an expression
	 */
	public PolicyValue inner() {
		return this.inner;
	}

	/**
	 * Makes a problem about this element.
	 * @param reason the kind of reason
	 * @param message what is wrong
	 * @return an error at the place of the element
	 */
	public PolicyProblem error(RefusalReason reason, String message) {
		return error(reason, this.position, message);
	}

	/**
	 * Makes a problem about something in this element.
	 * @param reason the kind of reason
	 * @param position the place
	 * @param message what is wrong
	 * @return an error
	 */
	public PolicyProblem error(RefusalReason reason, TextPosition position, String message) {
		return new PolicyProblem(PolicyProblem.Severity.ERROR, this.document, this.name, position, message, reason);
	}

	/**
	 * Makes a remark about something in this element.
	 * @param position the place
	 * @param message what its author should know
	 * @return a warning
	 */
	public PolicyProblem warning(TextPosition position, String message) {
		return new PolicyProblem(PolicyProblem.Severity.WARNING, this.document, this.name, position, message, null);
	}

}
