package io.selvage.gateway.policy.statement;

import java.util.List;
import java.util.Locale;

/**
 * Tells media types of a format, such as {@code json}: {@code application/json},
 * {@code text/json} and those with the suffix {@code +json} (RFC 6839).
 */
final class MediaTypes {

	private MediaTypes() {
	}

	/**
	 * Tells whether a media type is one of a format.
	 * @param type the type with its parameters
	 * @param format {@code json} or {@code xml}
	 */
	static boolean is(String type, String format) {
		String essence = ContentTypes.essence(type);
		int slash = essence.indexOf('/');
		String subtype = essence.substring(slash + 1);
		return slash > 0 && (subtype.equals(format) || subtype.endsWith("+" + format));
	}

	/**
	 * Tells whether a client names a format among what it accepts.
	 * @param accept the lines of its header Accept
	 * @param format {@code json} or {@code xml}
	 */
	static boolean accepts(List<String> accept, String format) {
		for (String line : accept) {
			for (String range : line.split(",")) {
				if (is(range, format) && !refused(range)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * A quality of zero says that the type is not acceptable (RFC 9110 section 12.4.2).
	 */
	private static boolean refused(String range) {
		return range.toLowerCase(Locale.ROOT).replace(" ", "").matches(".*;q=0(\\.0*)?(;.*)?");
	}

}
