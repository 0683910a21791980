package io.selvage.gateway.policy.document;

/**
 * The characters of XML names and blanks (XML 1.0 section 2.3).
 */
final class XmlNames {

	private XmlNames() {
	}

	static boolean isStart(char c) {
		return Character.isLetter(c) || c == '_' || c == ':';
	}

	static boolean isPart(char c) {
		return isStart(c) || Character.isDigit(c) || c == '-' || c == '.';
	}

	static boolean isBlank(char c) {
		return c == ' ' || c == '\n' || c == '\t' || c == '\r';
	}

	static boolean isAllowed(char c) {
		return c >= ' ' ? c < '\uFFFE' : isBlank(c);
	}

}
