package io.selvage.gateway.policy.document;

/**
 * The formats a policy document comes in.
 */
public enum PolicyFormat {

	/** Well-formed XML: what expressions contain is entity-encoded. */
	XML,
	/** Expressions stand as they are, with their quotes and angle brackets. */
	RAWXML,
	/** XML if it is well-formed, else raw: for files, which do not say what they are. */
	ANY

}
