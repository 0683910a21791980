package io.selvage.catalog.resource;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a resource name may look like.
 *
 * @param length the characters it may have
 * @param pattern what the whole name must match, or null
 */
public record NameRule(Range length, @Nullable Pattern pattern) {

	/** A name is one segment of a path. */
	private static final Pattern NOT_IN_A_PATH = Pattern.compile("[/\\\\\\p{Cntrl}]");

	/** Would break the line of a log, or worse, the terminal it is read on. */
	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

	static NameRule parse(String text) {
		int blank = text.indexOf(' ');
		if (blank < 0) {
			return new NameRule(Range.parse(text), null);
		}
		return new NameRule(Range.parse(text.substring(0, blank)), Pattern.compile(text.substring(blank + 1)));
	}

	/**
	 * Judges a name.
	 * @param name the name
	 * @return what is wrong with it, or null
	 */
	public @Nullable String refusal(String name) {
		if (!this.length.contains(name.length())) {
			return "The name must have " + this.length.describe() + " characters; '" + abbreviate(name) + "' has "
					+ name.length() + ".";
		}
		if (name.isBlank() || NOT_IN_A_PATH.matcher(name).find()) {
			return "The name '" + abbreviate(name) + "' is blank, or has a slash or control character.";
		}
		if (this.pattern != null && !this.pattern.matcher(name).matches()) {
			return "The name '" + abbreviate(name) + "' does not match '^" + this.pattern + "$'.";
		}
		return null;
	}

	private static String abbreviate(String name) {
		String shown = CONTROL.matcher(name).replaceAll("\uFFFD");
		return (shown.length() <= 100) ? shown : shown.substring(0, 100) + "…";
	}

}
