package io.selvage.gateway.expression.xml;

/**
 * What XML 1.0 allows as names and characters.
 */
final class XmlNames {

	private XmlNames() {
	}

	static boolean isNcName(String name) {
		if (name.isEmpty() || !isStart(name.codePointAt(0))) {
			return false;
		}
		for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
			int c = name.codePointAt(i);
			if (!isStart(c) && !isPart(c)) {
				return false;
			}
		}
		return true;
	}

	static boolean isStart(int c) {
		return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
				|| (c >= 0xc0 && c != 0xd7 && c != 0xf7 && Character.isLetter(c));
	}

	static boolean isPart(int c) {
		return c == '-' || c == '.' || c == 0xb7 || (c >= '0' && c <= '9')
				|| (c >= 0x80 && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
						|| Character.getType(c) == Character.COMBINING_SPACING_MARK));
	}

	static boolean isCharacter(int c) {
		return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd)
				|| c > 0xffff;
	}

}
