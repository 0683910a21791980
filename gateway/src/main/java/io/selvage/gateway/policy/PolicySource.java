package io.selvage.gateway.policy;

import io.selvage.gateway.policy.document.PolicyFormat;

/**
 * The text of a policy document or fragment.
 *
 * @param name what problems call it: a file or resource name
 * @param text the text as its author wrote it
 * @param format how to read it
 * @param lenient whether an expression that lacks its last brackets is repaired with a
 * warning (files), instead of refused (the management API)
 */
public record PolicySource(String name, String text, PolicyFormat format, boolean lenient) {

	/**
	 * Creates a source that is read strictly.
	 * @param name what problems call it
	 * @param text the text
	 * @param format how to read it
	 * @return the source
	 */
	public static PolicySource strict(String name, String text, PolicyFormat format) {
		return new PolicySource(name, text, format, false);
	}

	/**
	 * Creates a source that is read as files are: either format, repaired where that is
	 * safe.
	 * @param name what problems call it
	 * @param text the text
	 * @return the source
	 */
	public static PolicySource file(String name, String text) {
		return new PolicySource(name, text, PolicyFormat.ANY, true);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
