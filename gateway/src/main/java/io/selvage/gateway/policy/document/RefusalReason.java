package io.selvage.gateway.policy.document;

/**
 * The kinds of reasons a document is refused for: a closed list, shown in the page of
 * policies. Those that follow from the reference page of a policy hold in Azure API
 * Management as well.
 */
public enum RefusalReason {

	/** Tags, quotes or an expression do not end. */
	UNREADABLE("unreadable", false, "Tags, quotes or an expression do not end, or an entity is not known."),
	/** The policy is not offered. */
	NOT_OFFERED("not-offered", true, "The policy, or a part of it, is not offered; the list above says why."),
	/** No policy has this name. */
	UNKNOWN_POLICY("unknown-policy", false, "No policy has this name."),
	/** Not in this section or scope. */
	PLACE("place", true, "The policy's page does not list the section or scope it stands in."),
	/** An element is missing, unknown or repeated. */
	STRUCTURE("structure", false, "An element is missing, not known here or there too often."),
	/** The attribute is not declared. */
	UNKNOWN_ATTRIBUTE("unknown-attribute", false, "The policy has no such attribute."),
	/** An attribute that must be there is not. */
	MISSING_ATTRIBUTE("missing-attribute", true, "The policy's page says that the attribute is required."),
	/** A value is of another type or out of range. */
	VALUE("value", true,
			"A literal is not of the type, in the range or in the list the policy's page gives, "
					+ "or an expression stands where none is allowed. Placeholders of a pipeline count as literals."),
	/** Text where only elements may be. */
	TEXT("text", true, "There is text where the policy's page has elements only."),
	/** The values do not go together. */
	COMBINATION("combination", true, "The attributes and elements do not go together as the policy's page asks."),
	/** Something that is referred to is not there. */
	REFERENCE("reference", false, "A named value or fragment that the document refers to is not there."),
	/** An expression does not compile. */
	EXPRESSION("expression", false, "An expression does not compile; the message is that of C#.");

	private final String label;

	private final boolean byReference;

	private final String explanation;

	RefusalReason(String label, boolean byReference, String explanation) {
		this.label = label;
		this.byReference = byReference;
		this.explanation = explanation;
	}

	/**
	 * Returns the name in answers and documentation.
	 * @return for example {@code missing-attribute}
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Tells whether the reference page of a policy is the source of the rule, or the list
	 * of policies that are not offered.
	 * @return false for what only a defect of the document, or of the gateway, explains
	 */
	public boolean byReference() {
		return this.byReference;
	}

	/**
	 * Returns what it means, for the page of policies.
	 * @return a sentence
	 */
	public String explanation() {
		return this.explanation;
	}

}
