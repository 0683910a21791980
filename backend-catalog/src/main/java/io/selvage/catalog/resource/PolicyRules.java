package io.selvage.catalog.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of policy documents and fragments that need no compiler.
 */
final class PolicyRules {

	/** The service's limit for one document, in characters. */
	private static final int MAX_LENGTH = 256 * 1024;

	/** The first element, behind a declaration and comments. */
	private static final Pattern START = Pattern
		.compile("\\A\\uFEFF?\\s*(?:<\\?.*?\\?>\\s*)?(?:<!--.*?-->\\s*)*<([\\w\\-]+)", Pattern.DOTALL);

	private PolicyRules() {
	}

	static void check(Draft draft) {
		String format = String.valueOf(draft.text("format"));
		if (format.endsWith("-link")) {
			draft.error("format", "The document behind a link must be fetched before the policy is stored.");
		}
		String value = String.valueOf(draft.text("value"));
		if (value.length() > MAX_LENGTH) {
			draft.error("value",
					"The policy document has " + value.length() + " characters; " + MAX_LENGTH + " are allowed.");
		}
		String root = draft.id().type().collection().equals("policyFragments") ? "fragment" : "policies";
		checkRoot(draft, root, value);
	}

	/**
	 * The document is one element of the right name. A compiler looks at what is in it;
	 * this tells a document from half of one without any.
	 */
	private static void checkRoot(Draft draft, String root, String value) {
		String text = withoutTrailingComments(value.strip());
		Matcher start = START.matcher(text);
		if (!start.find() || !start.group(1).equals(root)) {
			draft.error("value", "The root element of the document must be '" + root + "'.");
		}
		else if (!isClosed(text, root, start.start(1))) {
			draft.violations()
				.add(Violation
					.error(draft.id(), "value", "The element '" + root + "' is not closed at the end of the document.")
					.at(SourceLocation.of(value, value.length())));
		}
	}

	private static boolean isClosed(String text, String root, int start) {
		if (text.endsWith("/>")) {
			return text.indexOf('<', start) < 0;
		}
		return text.endsWith(">") && text.substring(0, text.length() - 1).stripTrailing().endsWith("</" + root);
	}

	private static String withoutTrailingComments(String text) {
		String rest = text;
		while (rest.endsWith("-->")) {
			int comment = rest.lastIndexOf("<!--");
			if (comment < 0) {
				return rest;
			}
			rest = rest.substring(0, comment).stripTrailing();
		}
		return rest;
	}

}
